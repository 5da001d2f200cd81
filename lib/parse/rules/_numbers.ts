import type { Reading } from "../rule.ts";
import type { Values } from "../values.ts";

/** More than this many episodes in one name are a misreading. */
export const MAX_RUN = 2000;

/** All whole numbers from `first` to `last`; `first` alone where that is no range. */
export function numbersBetween(first: number, last: number): number[] {
  if (last <= first || last - first > MAX_RUN) return [first];
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/**
 * Reads the numbers that go on behind `match`, each found by the sticky `next` with the link in group 1, the number in
 * group 4. A hyphen before a later number is a range.
 */
export function readList(
  match: RegExpExecArray,
  text: string,
  next: RegExp,
  first: number,
  toValues: (numbers: readonly number[]) => Values,
): Reading {
  const numbers = [first];
  let end = match.index + match[0].length;
  for (;;) {
    next.lastIndex = end;
    const more = next.exec(text);
    if (more === null) break;
    const number = Number(more[4]);
    const previous = numbers.at(-1)!;
    const link = more[1];
    const marked = more[2] !== undefined || more[3] !== undefined;
    // "S01E05 - 06": only a close hyphen joins a bare number; "1x05 - 720" never.
    if (!marked && (link === undefined || /[ ._]/.test(more[0]))) break;
    if (number <= previous && !marked) break;
    if (!marked && number - previous > 200) break;
    if (link === "-" || link === "~" || link === "to" || link === "à" || link === "a") {
      if (number - previous > MAX_RUN) break;
      for (let value = previous + 1; value <= number; value++) numbers.push(value);
      if (number < previous) numbers.push(number);
    } else if (!numbers.includes(number)) numbers.push(number);
    end += more[0].length;
  }
  numbers.sort((a, b) => a - b);
  return { values: toValues(numbers), end };
}
