import { foldTitle } from "../text/mod.ts";
import { ROMAN_NUMBERS, SPELLED_NUMBERS } from "./numerals.ts";

/**
 * The words of a title in the form in which they are compared: folded, number words and Roman
 * numerals as digits, so that "Rocky II", "Rocky Two" and "rocky.2" are the same words. Cyrillic
 * and Greek are written in Latin letters.
 */
export function toWords(title: string): string[] {
  const folded = foldTitle(title.length > LONGEST ? title.slice(0, LONGEST) : title);
  if (folded === "") return [];
  const latin = NOT_ASCII.test(folded) ? transliterate(folded) : folded;
  const words = latin.split(" ");
  for (let index = 0; index < words.length; index++) {
    const number = toNumber(words[index]!, words[index - 1]);
    if (number !== undefined) words[index] = number;
  }
  return words;
}

/**
 * A Roman numeral is none at the beginning ("V for Vendetta"), nor is an "I" that counts nothing
 * ("If I Stay").
 */
function toNumber(word: string, before: string | undefined): string | undefined {
  const number = SPELLED_NUMBERS.get(word);
  if (number !== undefined || before === undefined) return number;
  return word === "i" && !COUNTERS.has(before) ? undefined : ROMAN_NUMBERS.get(word);
}

/**
 * The words that tell titles apart: without articles, "and", and what only introduces a number
 * ("Part", "Vol."). A title of nothing else keeps all its words.
 */
export function toCoreWords(words: readonly string[]): readonly string[] {
  const core = words.filter((word, index) =>
    !(SMALL.has(word) && !isInitial(words, index)) &&
    !(COUNTERS.has(word) && isNumber(words[index + 1]))
  );
  return core.length === 0 ? words : core;
}

/** Whether the "a" at `index` is a letter among letters, as in "A.M." or "A.I.", and no article. */
function isInitial(words: readonly string[], index: number): boolean {
  return words[index] === "a" && (isLetter(words[index - 1]) || isLetter(words[index + 1]));
}

function isLetter(word: string | undefined): boolean {
  return word !== undefined && word.length === 1 && !isNumber(word);
}

/** One word for all spellings that a catalog looks up as one: "WALL·E" is "Wall-E" is "Wall E". */
export function toTitleKey(title: string): string {
  return toCoreWords(toWords(title)).join("");
}

/** Whether `word` is an article or "and", which titles have or not. */
export function isSmallWord(word: string): boolean {
  return SMALL.has(word.toLowerCase());
}

/** Whether `word` is a number in digits. */
export function isNumber(word: string | undefined): boolean {
  return word !== undefined && word !== "" && !/\D/.test(word);
}

/** Characters of a title that are looked at; no real one is as long. */
const LONGEST = 300;
// deno-lint-ignore no-control-regex -- ASCII is what lies between these.
const NOT_ASCII = /[^\x00-\x7f]/;

const SMALL: ReadonlySet<string> = new Set(["the", "a", "an", "and"]);
const COUNTERS: ReadonlySet<string> = new Set("part pt chapter volume vol episode".split(" "));

/**
 * Letters of other alphabets as file names usually write them.
 * Source: https://en.wikipedia.org/wiki/Romanization_of_Russian (BGN/PCGN),
 * https://en.wikipedia.org/wiki/Romanization_of_Greek
 */
const LATIN: Readonly<Record<string, string>> = Object.fromEntries(
  ("а=a б=b в=v г=g д=d е=e ж=zh з=z и=i к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=kh ц=ts ч=ch " +
    "ш=sh щ=shch ъ= ы=y ь= э=e ю=yu я=ya і=i є=ye ђ=dj ј=j љ=lj њ=nj ћ=c џ=dz " +
    "α=a β=v γ=g δ=d ε=e ζ=z η=i θ=th ι=i κ=k λ=l μ=m ν=n ξ=x ο=o π=p ρ=r σ=s ς=s τ=t υ=y φ=f χ=ch ψ=ps ω=o")
    .split(" ").map((pair) => pair.split("=") as [string, string]),
);
const FOREIGN = /[\u0370-\u04ff]/g;

function transliterate(text: string): string {
  return text.replace(FOREIGN, (letter) => LATIN[letter] ?? letter);
}
