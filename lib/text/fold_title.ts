/**
 * The form of a title in which spellings of the same words are equal: without case, diacritics, punctuation and
 * apostrophes, `&` as "and", words apart by one space. An empty string where nothing is left.
 */
export function foldTitle(title: string): string {
  return title
    .normalize("NFKD")
    .replace(DIACRITICS, "")
    .normalize("NFC")
    .toLowerCase()
    .replace(/['’‘`´ʻʼ]/g, "")
    .replace(/[&+]/g, " and ")
    .replace(SPECIAL, (letter) => LETTERS[letter]!)
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, " ")
    .trim();
}

/**
 * Marks that people leave out: accents of Latin, Greek and Cyrillic, points of Hebrew, vowels of Arabic. Those of other
 * scripts make another letter, as in か and が, or are vowels that no word can do without, as in दिल and दल.
 */
const DIACRITICS = /[\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u064b-\u065f\u0670]+/g;

/** Latin letters that Unicode does not take apart. */
const LETTERS: Readonly<Record<string, string>> = Object.fromEntries(
  "ß=ss æ=ae œ=oe ø=o đ=d ð=d þ=th ł=l ı=i".split(" ").map((pair) => pair.split("=")),
);
const SPECIAL = new RegExp(`[${Object.keys(LETTERS).join("")}]`, "g");
