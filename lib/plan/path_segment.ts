import { cutToBytes, fits } from "./cut_text.ts";
import { TARGET_FILE_SYSTEMS, type TargetFs } from "./target_fs.ts";

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
 * `text` fit to be part of a name on `fs`: NFC, no separator, control or mark of direction, and on
 * all but POSIX none of `< > : " | ? * \ /`. Empty where nothing is left to read.
 */
export function cleanText(text: string, fs: TargetFs = TARGET_FILE_SYSTEMS.portable): string {
  if (text.length <= MAX_TEXT && PLAIN.test(text)) return text;
  let clean = text.slice(0, MAX_TEXT);
  if (!ASCII.test(clean)) {
    clean = clean.toWellFormed().normalize("NFC").replace(INVISIBLE, "").replace(GAP, " ");
  }
  clean = clean.trim();
  const replaced = clean
    .replace(
      fs.forbidden,
      (sign, at) => at + sign.length === clean.length && COLONS.test(sign) ? "" : toAllowed(sign),
    )
    .replace(/ {2,}/g, " ")
    .trim();
  // A film may be called "?" or "…": better a wide sign than none.
  return NOTHING.test(replaced) ? toWide(clean) : replaced;
}

function toAllowed(sign: string): string {
  return REPLACEMENTS[sign] ?? "-";
}

/** At the end of a title they stand for nothing. */
const COLONS = /^:+$/;
const GAP = /[\s\p{Cc}]+/gu;
const NOTHING = /^[ .-]*$/;

/** The full-width forms of ASCII punctuation, which are letters to every file system. */
function toWide(text: string): string {
  return text.replace(
    /[!-/:-@[-`{-~]/g,
    (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0),
  );
}

const SPACE = 32;
const DOT = 46;
const TILDE = 126;

/** Nothing to do: printable ASCII that neither begins nor ends with a dot or space, nor has two spaces in a row. */
function isWhole(text: string): boolean {
  let before = SPACE;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit < SPACE || unit > TILDE || (unit === SPACE && before === SPACE)) return false;
    before = unit;
  }
  return before !== SPACE && before !== DOT && text.charCodeAt(0) !== DOT;
}

/**
 * `text`, made of cleaned parts, as one whole segment of a path: it does not begin with a dot
 * (hidden, and passed over by servers) nor end with a dot or space (dropped by Windows), and is no
 * device. May be empty.
 */
export function toSegment(text: string, fs: TargetFs = TARGET_FILE_SYSTEMS.portable): string {
  const trimmed = isWhole(text)
    ? text
    : text.normalize("NFC").replace(/ {2,}/g, " ").replace(/^[ .]+/, "").replace(/[ .]+$/, "");
  const { reserved } = fs;
  return reserved?.test(trimmed) ? trimmed.replace(reserved, "$&_") : trimmed;
}

/**
 * A file's extension in lower case with its dot; empty where it is none that a server would read.
 */
export function toExtension(path: string): string {
  const dot = path.lastIndexOf(".");
  const length = path.length - dot;
  if (dot < 0 || length < 2 || length > MAX_EXTENSION) return "";
  const extension = path.slice(dot).toLowerCase();
  return EXTENSION.test(extension) ? extension : "";
}

/** With its dot. */
const MAX_EXTENSION = 9;
const EXTENSION = /^\.[a-z0-9]+$/;

/** Bytes of what follows the stem in a sidecar's name. */
const MAX_SUFFIX = 60;

/** `text` as what follows a stem in a file's name: cleaned, and not too long. */
export function toSuffix(text: string): string {
  const clean = cleanText(text);
  const cut = fits(clean, MAX_SUFFIX) ? clean : cutToBytes(clean, MAX_SUFFIX);
  return cut.replace(/[ .]+$/, "");
}
