import type { Reading } from "../rule.ts";
import type { Values } from "../values.ts";

/** More than this many episodes in one name are a misreading. */
const MAX_RUN = 2000;

/** All whole numbers from `first` to `last`; `first` alone where that is no range. */
export function numbersBetween(first: number, last: number): number[] {
  if (last <= first || last - first > MAX_RUN) return [first];
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/**
 * One more number behind an episode's: 1 what is before the link, 2 the link, 3 what is behind it, 4 a mark, 5 the number.
 * "-E03", "E03", "-03", "+04", "x03", " and 05", "-S01E04", "-1x04", ".22"
 */
const NEXT =
  /([ ._]{0,2})([-+&~,à]|(?:to|and|et|en|al|bis)(?=[ ._\d])|[aey](?=[ ._]))?([ ._]{0,2})(?:s\d{1,4}[ ._]?(?=e)|\d{1,2}(?=x)|part[ ._]?)?(ep?|x)?[ ._]?(\d{1,4})(?![0-9b-df-np-wyz]|o(?!f\d)|a(?!nd)|\.\d(?!\d)|x\d{3})/y;

/** Of how many: behind the number, and nothing more. */
const COUNT = /[ ._]?of[ ._]?\d{1,3}(?![0-9a-z])/y;

const IS_RANGE: ReadonlySet<string | undefined> = new Set(["-", "~", "à", "a", "to", "al", "bis"]);

/** Reads the numbers of episodes that go on behind `first`, which ends at `from`. */
export function readList(
  first: number,
  from: number,
  text: string,
  toValues: (numbers: readonly number[]) => Values,
): Reading {
  const numbers = [first];
  let end = from;
  for (;;) {
    if (!mayGoOn(text, end)) break;
    NEXT.lastIndex = end;
    const more = NEXT.exec(text);
    if (more === null) break;
    const [whole, before, link, behind, mark, digits] = more;
    const number = Number(digits);
    const previous = numbers.at(-1)!;
    const isSpaced = before !== "" || behind !== "";
    if (mark === undefined) {
      if (link === undefined) {
        // "S03E21.22.FASTSUB": the next number, and nothing else.
        if ((before !== "." && before !== "_") || number !== previous + 1 || digits!.length !== 2) {
          break;
        }
      } else if (link.length === 1 && link !== "&" && link !== "à" && link !== "a" && isSpaced) {
        // "S01E05 - 06": only a close hyphen joins a bare number.
        break;
      }
      if (number <= previous || number - previous > 300) break;
      // "S01E05 and 06", "E3 and 4", but not "S02E05.And.6.More", "S02E05.And.20.More"
      if (link !== undefined && /[a-z]{2}/.test(link)) {
        const isShorter = digits!.length < 2 && /\d/.test(text[from - 2]!);
        if (isShorter || (!IS_RANGE.has(link) && number !== previous + 1)) break;
      }
    } else if (mark === "ep" && isSpaced) {
      // "S05E53 - Ep.129" counts anew.
      break;
    } else if (mark === "x") {
      // "1x02 x264" is no list.
      if (
        (isSpaced && link === undefined) || (number >= 264 && number <= 266) || digits!.length < 2
      ) break;
    }
    if (IS_RANGE.has(link)) {
      if (number - previous > MAX_RUN) break;
      for (let value = previous + 1; value <= number; value++) numbers.push(value);
    } else if (!numbers.includes(number)) numbers.push(number);
    end += whole.length;
  }
  // "S05E06-8.of.24"
  if (text.charCodeAt(end) === 111 /* o */ || text.charCodeAt(end + 1) === 111) {
    COUNT.lastIndex = end;
    const count = COUNT.exec(text);
    if (count !== null) end += count[0].length;
  }
  // "E1E3" is all from the first to the last.
  if (
    numbers.length === 2 && numbers[1]! - numbers[0]! === 2 &&
    !/[&+]|and/.test(text.slice(from, end))
  ) {
    numbers.splice(1, 0, numbers[0]! + 1);
  }
  if (numbers.length > 1) numbers.sort((a, b) => a - b);
  return { values: toValues(numbers), end };
}

/** Whether {@linkcode NEXT} may match: most names go on with a word that it never begins with. */
function mayGoOn(text: string, end: number): boolean {
  let at = end;
  while (START[text.charCodeAt(at)] === SKIPPED) at++;
  return START[text.charCodeAt(at)] === GOES_ON;
}

const SKIPPED = 1;
const GOES_ON = 2;

/** What each character says of that. */
const START = new Uint8Array(0x100);
for (const character of " ._") START[character.charCodeAt(0)] = SKIPPED;
for (const character of "0123456789-+&~,àabepstx") START[character.charCodeAt(0)] = GOES_ON;
