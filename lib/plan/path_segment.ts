import { cutToBytes, fits } from "./cut_text.ts";

/**
 * Longest name of a file or folder in bytes: ext4, btrfs, APFS; NTFS and exFAT take 255 UTF-16
 * units, which is never less.
 */
export const MAX_SEGMENT = 255;

/** Longer texts are cut before they are looked at: no name takes this much. */
const MAX_TEXT = 2000;

/** Nothing to do: words of plain letters, one space apart. Most titles are like that. */
const PLAIN = /^[A-Za-z0-9][A-Za-z0-9,.'&!()-]*(?: [A-Za-z0-9,.'&!()-]+)*$/;

/**
 * Marks of direction and characters without width, but for the joiners that Indic scripts and emoji
 * need.
 */
const INVISIBLE =
  /[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffd]/g;

/** Printable ASCII. */
const ASCII = /^[ -~]*$/;

/**
 * What no portable name may hold, with the space that readers expect around a colon; and braces.
 */
const FORBIDDEN = / ?: |[:|/\\]+|["?*<>{}]/g;

/** What stands for it; a dash for what is not here. */
const REPLACEMENTS: Readonly<Record<string, string>> = {
  " : ": " - ",
  ": ": " - ", // "Alien: Covenant"
  '"': "'",
  "?": "",
  "*": "", // "M*A*S*H"
  "<": "‹",
  ">": "›",
  // Servers read braces as tags.
  "{": "(",
  "}": ")",
};

/**
 * `text` fit to be part of a name on every file system that servers use: NFC, no separator, control
 * or mark of direction, none of `< > : " | ? * \ /`. Empty where nothing is left to read.
 *
 * Source: https://learn.microsoft.com/windows/win32/fileio/naming-a-file
 */
export function cleanText(text: string): string {
  if (text.length <= MAX_TEXT && PLAIN.test(text)) return text;
  let clean = text.slice(0, MAX_TEXT);
  if (!ASCII.test(clean)) {
    clean = clean.toWellFormed().normalize("NFC").replace(INVISIBLE, "").replace(GAP, " ");
  }
  clean = clean.trim();
  const replaced = clean
    .replace(/:+$/, "")
    .replace(FORBIDDEN, (sign) => REPLACEMENTS[sign] ?? "-")
    .replace(/ {2,}/g, " ")
    .trim();
  // A film may be called "?" or "…": better a wide sign than none.
  return NOTHING.test(replaced) ? toWide(clean) : replaced;
}

const GAP = /[\s\p{Cc}]+/gu;
const NOTHING = /^[ .-]*$/;

/** The full-width forms of ASCII punctuation, which are letters to every file system. */
function toWide(text: string): string {
  return text.replace(
    /[!-/:-@[-`{-~]/g,
    (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0),
  );
}

/** Names that Windows keeps for devices, whatever extension follows. */
const RESERVED = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?= *(?:\.|$))/i;

/** Nothing to do: ASCII that neither begins nor ends with a dot or space. */
const WHOLE = /^[!-\-/-~](?:[ -~]*[!-\-/-~])?$/;

/**
 * `text`, made of cleaned parts, as one whole segment of a path: it does not begin with a dot
 * (hidden, and passed over by servers) nor end with a dot or space (dropped by Windows), and is no
 * device. May be empty.
 */
export function toSegment(text: string): string {
  const trimmed = WHOLE.test(text) && !text.includes("  ")
    ? text
    : text.normalize("NFC").replace(/ {2,}/g, " ").replace(/^[ .]+/, "").replace(/[ .]+$/, "");
  return RESERVED.test(trimmed) ? trimmed.replace(RESERVED, "$&_") : trimmed;
}

/**
 * A file's extension in lower case with its dot; empty where it is none that a server would read.
 */
export function toExtension(path: string): string {
  return /\.[a-z0-9]{1,8}$/.exec(path.slice(-9).toLowerCase())?.[0] ?? "";
}

/** `text` as what follows a stem in a file's name: cleaned, at most `limit` bytes. */
export function toSuffix(text: string, limit: number): string {
  const clean = cleanText(text);
  const cut = fits(clean, limit) ? clean : cutToBytes(clean, limit);
  return cut.replace(/[ .]+$/, "");
}
