const CJK = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/;
const LATIN_WORD = /[A-Za-zÀ-ɏ]{2}/;

/**
 * The Latin title and the other one of a name that holds both: "超能警探 Memorist", "刀剑神域 _ Sword Art". A title of one
 * script comes back as it is.
 */
export function splitScripts(title: string): readonly [title: string, other?: string] {
  if (!CJK.test(title) || !LATIN_WORD.test(title)) return [title];
  const parts = title.split(/[\s·/_|]+/);
  let first = 0;
  while (first < parts.length && CJK.test(parts[first]!)) first++;
  const latin = parts.slice(first);
  if (first === 0 || latin.length === 0 || latin.some((part) => CJK.test(part))) return [title];
  if (!LATIN_WORD.test(latin.join(""))) return [title];
  return [latin.join(" "), parts.slice(0, first).join(" ")];
}
