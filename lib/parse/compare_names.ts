import { foldTitle } from "../text/mod.ts";

/** The letters and digits of `title`, for comparing a file's with its folder's. */
export function fold(title: string): string {
  // What is ASCII needs two steps of nine.
  if (/[^\0-\x7f]/.test(title)) return foldTitle(title).replaceAll(" ", "");
  return title.toLowerCase().replace(/[&+]/g, "and").replace(/[^a-z0-9]+/g, "");
}

/** Whether one title is how the other begins. */
export function isAlike(a: string | undefined, b: string | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  if (a === b) return true;
  if (beginsOtherwise(a, b)) return false;
  const first = fold(a);
  const second = fold(b);
  return first.startsWith(second) || second.startsWith(first);
}

/** Whether both begin with a letter or digit of ASCII, and not the same: then neither is how the other begins. */
function beginsOtherwise(a: string, b: string): boolean {
  const first = a.charCodeAt(0);
  const second = b.charCodeAt(0);
  return (first | 32) !== (second | 32) && isAlphanumeric(first) && isAlphanumeric(second);
}

function isAlphanumeric(code: number): boolean {
  const small = code | 32;
  return (small >= 97 && small <= 122) || (code >= 48 && code <= 57);
}
