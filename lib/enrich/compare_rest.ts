import { editDistance } from "../text/mod.ts";
import type { TitleKind } from "./candidate.ts";
import { DIFFERENT_TITLE, type Likeness } from "./compare_titles.ts";
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
  { names, kind }: { readonly names: readonly TitleForm[]; readonly kind: TitleKind },
): Likeness {
  const { rest, separation } = part;
  const form = toForm(rest);
  if (isOtherWork(rest)) return { cost: DIFFERENT_TITLE.cost, reason: "other_work" };
  const cost = separation === "numbering"
    ? 0.03
    : isAnotherName(form, names)
    ? 0.03
    : findCost(part, kind);
  return { cost, reason: "title_with_more" };
}

function findCost({ form, rest, separation, isEnd }: TitleVariant, kind: TitleKind): number {
  if (separation === "aka") return 0.06;
  if (isEnd && isBrand(rest)) return 0.08;
  // A number may be that of a sequel.
  if (rest.some(isNumber) || form.key.length < 4) return DIFFERENT_TITLE.cost;
  // Of shows it is what sets a sequel apart: "Bleach - Sennen Kessen-hen".
  if (kind === "episode") return DIFFERENT_TITLE.cost;
  if (separation === "bracket" || separation === "dash") return 0.1;
  return DIFFERENT_TITLE.cost;
}

/**
 * Whether the rest is, or begins, or ends another name of the same film: the name is in two
 * languages.
 */
function isAnotherName(rest: TitleForm, names: readonly TitleForm[]): boolean {
  const { key } = rest;
  if (key.length < 3) return false;
  return names.some((name) =>
    name.key === key ||
    (key.length > 4 && (name.key.startsWith(key) || name.key.endsWith(key))) ||
    (key.length > 6 && editDistance(key, name.key, Math.floor(key.length / 5)) <= key.length / 5)
  );
}
