const SPELLED = "one two three four five six seven eight nine ten eleven twelve".split(" ");
const ROMAN = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx".split(" ");

/** Number words and Roman numerals, in small letters, with their digits. */
export const SPELLED_NUMBERS: ReadonlyMap<string, string> = toMap(SPELLED);
/** Roman numerals up to twenty. */
export const ROMAN_NUMBERS: ReadonlyMap<string, string> = toMap(ROMAN);

function toMap(words: readonly string[]): ReadonlyMap<string, string> {
  return new Map(words.map((word, index) => [word, String(index + 1)]));
}

/** A word that is a number, in digits; any other as it is. */
export function toDigitsWord(word: string): string {
  const lower = word.toLowerCase();
  return SPELLED_NUMBERS.get(lower) ?? ROMAN_NUMBERS.get(lower) ?? word;
}

/** A word that is a number, as a Roman numeral; any other as it is. */
export function toRomanWord(word: string): string {
  return ROMAN[Number(toDigitsWord(word)) - 1]?.toUpperCase() ?? word;
}

/** A word that is a number, spelt out; any other as it is. */
export function toSpelledWord(word: string): string {
  return SPELLED[Number(toDigitsWord(word)) - 1] ?? word;
}
