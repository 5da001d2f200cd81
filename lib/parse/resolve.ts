import type { Match } from "./find_matches.ts";
import { place, type Survey } from "./survey.ts";
import type { Tokens } from "./tokenize.ts";

/** Which matches count, and why others do not. */
export interface Resolution {
  /** Those that count, in order, none over another. */
  readonly accepted: readonly Match[];
  /** Those that lost to a longer one or one earlier in the table. */
  readonly lost: readonly { readonly match: Match; readonly to: Match }[];
  /** Those whose words stand where they are ordinary words. */
  readonly outside: readonly Match[];
}

/** Decides which of `matches` count: first by where they stand, then the longest, then by table order. */
export function resolve(tokens: Tokens, matches: readonly Match[], view: Survey): Resolution {
  const lost: { match: Match; to: Match }[] = [];
  const outside: Match[] = [];
  const accepted: Match[] = [];
  for (const match of matches) {
    if (counts(match, tokens, view)) place(match, accepted, lost);
    else outside.push(match);
  }
  return { accepted, lost, outside };
}

function counts(match: Match, { tokens, brackets }: Tokens, view: Survey): boolean {
  const { when } = match.rule;
  const { start, first, last } = match;
  const bracket = tokens[first]!.bracket;
  if (when === undefined) {
    // The first bracket holds a group's name, of which a part may look like a tag: "[0x539]", "[DVD-Group]".
    return bracket < 0 || start >= view.begin || isOfTags(bracket, tokens, brackets, view, 1);
  }
  if (when === "last") return last >= view.tail - 1 && last + 1 >= view.tail;
  if (when === "version") {
    return start > view.firstNumber &&
        (view.numbered[first - 1] === true || view.numbered[first] === true) ||
      bracket >= 0 && start > view.begin || start > view.firstTag;
  }
  if (when === "bracket") {
    return bracket >= 0 && start > view.begin && isOfTags(bracket, tokens, brackets, view, 1);
  }
  // A bracket of which half the words are tags is one of tags.
  if (bracket >= 0 && start > view.begin && isOfTags(bracket, tokens, brackets, view, 0.5)) {
    return true;
  }
  if (start > view.firstTag) return true;
  const runsOn = view.inRun[last] === true;
  if (start > view.firstNumber) return runsOn || first >= view.tail;
  if (start > view.firstYear) return true;
  if (start <= view.begin || when === "tail") return false;
  return runsOn || (when === "mark" && view.inEnd[last] === true);
}

/** Whether rules know `share` of the words in `bracket`, or more. */
function isOfTags(
  bracket: number,
  _tokens: Tokens["tokens"],
  brackets: Tokens["brackets"],
  view: Survey,
  share: number,
): boolean {
  const { first, last } = brackets[bracket]!;
  let known = 0;
  for (let index = first; index < last; index++) if (view.known[index]) known++;
  return known >= (last - first) * share;
}
