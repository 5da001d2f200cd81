import type { Match } from "./find_matches.ts";
import type { Tokens } from "./tokenize.ts";

/** Words in a row that no rule claimed, with no bracket between them. */
export interface Stretch {
  /** Reaches to what stands before and behind it, marks included: "Title!". */
  readonly start: number;
  readonly end: number;
  /** First and last token. */
  readonly first: number;
  readonly last: number;
  /** The bracket that they stand in, -1 for none. */
  readonly bracket: number;
}

/** All stretches of a name, in order. */
export function findStretches(
  { name, from, tokens }: Tokens,
  matches: readonly Match[],
): Stretch[] {
  const out: Stretch[] = [];
  const count = tokens.length;
  let next = 0;
  let index = 0;
  let left = from;
  while (index < count) {
    while (next < matches.length && matches[next]!.last < index) next++;
    const match = matches[next];
    if (match !== undefined && match.first <= index) {
      left = Math.max(left, match.end);
      index = match.last + 1;
      continue;
    }
    const { bracket } = tokens[index]!;
    let last = index;
    const limit = match === undefined ? count : match.first;
    while (
      last + 1 < limit && tokens[last + 1]!.bracket === bracket &&
      !isCut(name, tokens[last]!.end, tokens[last + 1]!.start)
    ) last++;
    const start = edgeBefore(name, tokens[index]!.start, left);
    const end = edgeBehind(
      name,
      tokens[last]!.end,
      last + 1 === limit && match !== undefined ? match.start : name.length,
    );
    out.push({ start, end, first: index, last, bracket });
    left = end;
    index = last + 1;
  }
  return out;
}

/** Whether a bracket without a word in it stands in between: "Title [] Rest". */
function isCut(name: string, start: number, end: number): boolean {
  if (end - start < 2) return false;
  for (let at = start; at < end; at++) if (isBracket(name.charCodeAt(at))) return true;
  return false;
}

function edgeBefore(name: string, start: number, left: number): number {
  let at = start;
  while (at > left && !isBracket(name.charCodeAt(at - 1))) at--;
  return at;
}

function edgeBehind(name: string, end: number, right: number): number {
  let at = end;
  while (at < right && !isBracket(name.charCodeAt(at))) at++;
  return at;
}

function isBracket(code: number): boolean {
  return code === 91 || code === 93 || code === 40 || code === 41 || code === 123 ||
    code === 125 || (code >= 0x300a && code <= 0x3015) || code === 0xff08 || code === 0xff09 ||
    code === 0xff3b || code === 0xff3d;
}
