import { editDistance } from "../text/mod.ts";
import type { TitleKind } from "./candidate.ts";
import { DIFFERENT_TITLE, haveSameNumbers, type Likeness } from "./compare_titles.ts";
import { isBrand, isOtherWork } from "./other_works.ts";
import { type TitleForm, toForm } from "./title_form.ts";
import { isNumber } from "./title_words.ts";
import type { TitleVariant } from "./title_variants.ts";

/**
 * One of the names of a candidate is a part of what was asked: what speaks for it that the rest is
 * only decoration. Words without an explanation make another title of it, as in "The Making of
 * Alien".
 */
export function compareRest(
  part: TitleVariant,
  { names, kind, isWord }: {
    readonly names: readonly TitleForm[];
    readonly kind: TitleKind;
    readonly isWord: (word: string) => boolean;
  },
): Likeness {
  const { form, rest, separation } = part;
  if (isOtherWork(rest)) return { cost: DIFFERENT_TITLE.cost, reason: "other_work" };
  const others = names.filter(({ key }) => key !== form.key);
  const isTwice = form.words.join() === rest.join();
  const cost = separation === "numbering" || (!isTwice && isAnotherName(toForm(rest), others))
    ? 0.04
    : findCost(part, kind, isWord);
  return { cost, reason: "title_with_more" };
}

function findCost(
  { form, rest, separation, isEnd }: TitleVariant,
  kind: TitleKind,
  isWord: (word: string) => boolean,
): number {
  if (separation === "aka") return 0.06;
  if (isEnd && isBrand(rest)) return 0.08;
  // A number may be that of a sequel.
  if (rest.some(isNumber) || form.key.length < 4) return DIFFERENT_TITLE.cost;
  // Of shows it is what sets a sequel apart: "Bleach - Sennen Kessen-hen".
  if (kind === "episode") return DIFFERENT_TITLE.cost;
  if (separation === "bracket") return LOOSE_COST;
  if (separation !== "dash") return DIFFERENT_TITLE.cost;
  // What looks like a subtitle makes another title; a translation is of other words.
  return rest.every(isWord) ? SUBTITLE_COST : LOOSE_COST;
}

/** Too much to be taken without a year. */
const LOOSE_COST = 0.105;
/** Just too much to be taken. */
const SUBTITLE_COST = 0.145;

/**
 * Whether the rest is, or begins, or ends another name of the same film: the name is in two
 * languages.
 */
function isAnotherName(rest: TitleForm, names: readonly TitleForm[]): boolean {
  const { key } = rest;
  if (key.length < 3) return false;
  return names.some((name) =>
    name.key === key ||
    (key.length > 4 && (startsWith(name.core, rest.core) || endsWith(name.core, rest.core))) ||
    (key.length > 6 && haveSameNumbers(rest.core, name.core) &&
      editDistance(key, name.key, Math.floor(key.length / 5)) <= key.length / 5)
  );
}

function startsWith(words: readonly string[], part: readonly string[]): boolean {
  return part.every((word, index) => word === words[index]);
}

function endsWith(words: readonly string[], part: readonly string[]): boolean {
  return part.length <= words.length && startsWith(words.slice(words.length - part.length), part);
}
