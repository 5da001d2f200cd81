/** Single letters with dots between them are an acronym: "S.H.I.E.L.D.", "M.A.S.H". */
const ACRONYM = /(?<![\p{L}\p{N}])(?:\p{L}\.){2,}(?:\p{L}(?![\p{L}\p{N}])\.?)?/gu;

/** Abbreviations that keep the dot at a title's end. */
const ABBREVIATION = /(?:^|[ .])(?:jr|sr|mr|mrs|dr|vol|vs|bros|co|inc|st|blvd)$/i;

/** What stands between a title and its neighbours, and is no part of it. */
const EDGE = edges();

function edges(): Uint8Array {
  const out = new Uint8Array(0x10000);
  for (const character of " \t\n\r._-–—,:;~|+/\\#[]({})}【】「」") out[character.charCodeAt(0)] = 1;
  return out;
}

/**
 * Text between tags as a person would write it: `.` and `_` are spaces where the name has no others, acronyms keep
 * their dots, and what separated it from its neighbours is cut off.
 */
export function cleanTitle(raw: string): string {
  // Half a character is no text, and no address could hold it.
  if (!raw.isWellFormed()) return cleanTitle(raw.replace(/\p{Cs}/gu, ""));
  let start = 0;
  let end = raw.length;
  while (start < end && EDGE[raw.charCodeAt(start)] === 1) start++;
  while (end > start && EDGE[raw.charCodeAt(end - 1)] === 1) end--;
  let hasSpace = false;
  let hasDot = false;
  let isDirty = false;
  /** How many of the last parts between dots have at most two characters, and the most of them in a row. */
  let shortParts = 0;
  let mostShort = 0;
  let part = start;
  for (let at = start; at < end; at++) {
    const code = raw.charCodeAt(at);
    if (code === 32) {
      hasSpace = true;
      if (codeAt(raw, at + 1) === 32) isDirty = true;
    } else if (code === 46) {
      hasDot = true;
      shortParts = at - part <= 2 ? shortParts + 1 : 0;
      if (shortParts > mostShort) mostShort = shortParts;
      part = at + 1;
    } else if (code === 95 || code < 32) isDirty = true;
  }
  if (end - part <= 2 && ++shortParts > mostShort) mostShort = shortParts;
  let text = raw.slice(start, end);
  if (isDirty) {
    // deno-lint-ignore no-control-regex -- Control characters are no part of a title.
    text = text.replace(/[_\x00-\x1f\s]+/g, " ").trim();
    hasSpace = hasSpace || text.includes(" ");
  }
  // "S.H.I.E.L.D.", "L.A." and "Bros." end in a dot of their own, "Wait..." in three.
  const isDot = codeAt(raw, end) === 46 && (
    (codeAt(raw, end - 2) === 46 && (codeAt(raw, end - 4) === 46 || codeAt(raw, end - 4) === 32) &&
      codeAt(raw, end + 1) !== 46 && !isDigit(codeAt(raw, end - 1))) ||
    (hasSpace && ABBREVIATION.test(text))
  );
  if (hasDot && !hasSpace) {
    text = text.replaceAll(".", " ");
    // An acronym has two single letters in a row: most titles need not be searched for one.
    const mayHaveAcronym = isDirty || mostShort >= 2;
    if (mayHaveAcronym && /(?:^| )\p{L} \p{L}(?: |$)/u.test(text)) {
      text = joinAcronyms(raw.slice(start, end + 1));
    } else if (isDirty || text.includes("  ")) text = text.replace(/ {2,}/g, " ");
  }
  if (isDot) return text.endsWith(".") ? text : text + ".";
  return raw.startsWith("...", end) ? text + "..." : text;
}

/** The code at `at`, 0 outside of the text. */
function codeAt(text: string, at: number): number {
  return at >= 0 && at < text.length ? text.charCodeAt(at) : 0;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function joinAcronyms(raw: string): string {
  return raw
    .replace(ACRONYM, (match) => match.replaceAll(".", "\0") + " ")
    .replace(/[._\s]+/g, " ")
    .replaceAll("\0", ".")
    .replace(/ {2,}/g, " ")
    .trim();
}
