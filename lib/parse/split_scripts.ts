/** Letters that are not Latin, and not shared by all scripts. */
const OTHER = /[\u0370-\u1cff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/;
const LATIN_WORD = /[A-Za-zÀ-ɏ]{2}/;

/**
 * The Latin title and the other one of a name that holds both: "超能警探 Memorist", "刀剑神域 _ Sword Art", "Title 海賊王". A
 * title of one script, or with the two mixed, comes back as it is.
 */
export function splitScripts(title: string): readonly [title: string, other?: string] {
  if (!OTHER.test(title) || !LATIN_WORD.test(title)) return [title];
  const parts = title.split(/[\s·/_|]+/);
  const isOther = parts.map((part) => OTHER.test(part));
  const first = isOther.lastIndexOf(true) + 1;
  if (isOther[0]) {
    const latin = parts.slice(first).join(" ");
    return LATIN_WORD.test(latin) ? [latin, parts.slice(0, first).join(" ")] : [title];
  }
  const begin = isOther.indexOf(true);
  if (isOther.slice(begin).includes(false)) return [title];
  return [parts.slice(0, begin).join(" "), parts.slice(begin).join(" ")];
}
