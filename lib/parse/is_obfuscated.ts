/** Names that players and rippers give to every film. */
const GENERIC =
  /^(?:vts_\d\d_\d|\d{5}|movie|video|film|feature|main(?: movie)?|title[ _]?t?\d*|t\d\d|untitled|file|index)$/i;

/** What cameras and phones call their clips. */
const CLIP =
  /^(?:(?:img|vid|mvi|mov|dsc[fn]?|pxl|dji|gopr|g[hx]\d\d)[-_]?\d{4,}(?:[-_~. ](?:\d+|wa\d+|[a-z]{1,3}))*|whatsapp video \d.*)$/i;

/** The longest of them, but for the number behind "title". */
const LONGEST_GENERIC = 10;

/** Whether `stem` is a name that players and rippers give to every film. */
export function isGeneric(stem: string): boolean {
  const isTitle = (stem.charCodeAt(1) | 32) === 105 /* i */ &&
    (stem.charCodeAt(0) | 32) === 116; /* t */
  return (stem.length <= LONGEST_GENERIC || isTitle) && GENERIC.test(stem);
}

/** Whether `stem` is what a camera or phone calls a clip, which is of no film, whatever folder it lies in. */
export function isClip(stem: string): boolean {
  const isLed = isMark(stem.charCodeAt(3)) || isMark(stem.charCodeAt(4)) ||
    stem.charCodeAt(8) === 32; /* "WhatsApp Video" */
  return isLed && CLIP.test(stem);
}

/** Quicker than the expression: a digit, "_" or "-" stands behind the three or four letters of a camera. */
function isMark(code: number): boolean {
  return (code >= 48 && code <= 57) || code === 95 || code === 45;
}

/**
 * Whether `stem` is no name but what a poster put in its place: a hash, a random word, "abc.xyz" of a few letters. Such a
 * name says nothing, and the folder does.
 */
export function isObfuscated(stem: string): boolean {
  const { length } = stem;
  const first = stem.charCodeAt(0) | 32;
  if (isGeneric(stem)) return true;
  // "AKIRA_t01", as it is read from a disc
  if (stem.charCodeAt(length - 4) === 95 /* _ */ && /_t\d\d$/.test(stem)) return true;
  if (stem.charCodeAt(8) === 45 /* - */ && /^[0-9a-f]{8}-[0-9a-f]{4}-/i.test(stem)) return true;
  if ((first === 97 /* a */ || first === 98 /* b */) && /^(?:abc\.xyz|b00bs\.)/i.test(stem)) {
    return true;
  }
  if (length < 16 || !isOneWord(stem)) return false;
  if (/^[0-9a-f]{16,}$/i.test(stem)) return true;
  if (length < 20) return false;
  const changes = stem.match(/[a-z][A-Z0-9]|[0-9][a-zA-Z]/g)?.length ?? 0;
  return changes * 4 >= length - 6 && !/[_-]/.test(stem.slice(3, -3));
}

/** Whether all are letters, digits, "_" and "-": nearly no name is so, and this tells by its first few words. */
function isOneWord(stem: string): boolean {
  for (let at = 0; at < stem.length; at++) {
    const code = stem.charCodeAt(at);
    const letter = code | 32;
    const isWord = (letter >= 97 && letter <= 122) || (code >= 48 && code <= 57) || code === 95 ||
      code === 45;
    if (!isWord) return false;
  }
  return true;
}
