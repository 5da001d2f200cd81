/** What a token is made of. */
export const DIGITS = 0;
export const LETTERS = 1;
/** Letters and digits, such as "x264". */
export const MIXED = 2;
/** A plus sign, which is a word of its own: "HDR10+", "DD+5.1". */
export const SYMBOL = 3;

/** A word of a name: letters and digits in a row. */
export interface Token {
  readonly start: number;
  readonly end: number;
  /** {@linkcode hashText} of the word. */
  readonly hash: number;
  /** {@linkcode DIGITS}, {@linkcode LETTERS}, {@linkcode MIXED} or {@linkcode SYMBOL}. */
  readonly kind: number;
  /** No letter of it is lower case, but "i", which scene groups leave small: "iTALiAN". */
  readonly upper: boolean;
  /** Index of the innermost bracket around it, -1 outside of any. */
  bracket: number;
  /** Marks that later steps leave. */
  flags: number;
}

/** A pair of brackets; one that is never closed holds nothing. */
export interface Bracket {
  /** Position of the opening character. */
  readonly start: number;
  /** Position behind the closing character. */
  end: number;
  /** Whether it has a closing character. */
  closed: boolean;
  /** Index of the bracket around it, -1 if there is none. */
  outer: number;
  /** The opening character's code. */
  readonly open: number;
  /** Index of the first token inside, and behind the last. */
  readonly first: number;
  last: number;
  /** How many of its words rules know, 0 to 1; -1 before that was asked. */
  share: number;
}

/** A name cut into words. */
export interface Tokens {
  readonly name: string;
  /** Where it begins, behind the address of a site. */
  readonly from: number;
  /** The name in lower case, of equal length. */
  readonly lower: string;
  readonly tokens: readonly Token[];
  readonly brackets: readonly Bracket[];
  /** Most names are, and then nothing is looked for that is written otherwise. */
  readonly isAscii: boolean;
}

const SEPARATOR = 0;
const DIGIT = 1;
const LOWER = 2;
const UPPER = 3;
const OTHER_LETTER = 4;
const PLUS = 5;
const OPEN = 6;
const CLOSE = 7;
const APOSTROPHE = 8;

/** Kind of each character up to U+FFFF. */
const KINDS = characterKinds();

/** Closing character of each opening one. */
const PAIRS = new Map(
  [..."[]()（）{}【】「」『』《》〔〕［］"].flatMap((open, index, all) =>
    index % 2 === 0 ? [[open.charCodeAt(0), all[index + 1]!.charCodeAt(0)] as const] : []
  ),
);

function characterKinds(): Uint8Array {
  const kinds = new Uint8Array(0x10000).fill(OTHER_LETTER);
  kinds.fill(SEPARATOR, 0, 0xa0);
  const set = (characters: string, kind: number) => {
    for (const character of characters) kinds[character.charCodeAt(0)] = kind;
  };
  set("0123456789", DIGIT);
  set("abcdefghijklmnopqrstuvwxyz", LOWER);
  set("ABCDEFGHIJKLMNOPQRSTUVWXYZ", UPPER);
  // Spaces, dashes, marks, and the ornaments of fansub names: "★01月新番★".
  set("\u00a0«»·\u3000、。〜～！？：・|★☆◆●＆×", SEPARATOR);
  kinds.fill(SEPARATOR, 0x2000, 0x2070);
  kinds.fill(SEPARATOR, 0x2500, 0x27c0);
  set("'’`´", APOSTROPHE);
  set("+", PLUS);
  set("[({（【「『《〔［", OPEN);
  set("])}）】」』》〕］", CLOSE);
  return kinds;
}

/** The kinds that make words: what is asked for every character. */
function isWord(kind: number): boolean {
  return kind >= DIGIT && kind <= OTHER_LETTER;
}

/** `name` in lower case, character for character ("İ" has two of them in lower case, and is left as it is). */
function toLower(name: string): string {
  const lower = name.toLowerCase();
  if (lower.length === name.length) return lower;
  let out = "";
  for (let index = 0; index < name.length; index++) {
    const character = name[index]!;
    const small = character.toLowerCase();
    out += small.length === 1 ? small : character;
  }
  return out;
}

/** Keeps a hash a small integer. */
const HASH_MASK = 0x3fffffff;

/** Source: FNV-1a, https://datatracker.ietf.org/doc/html/rfc9923 */
const FNV_BASIS = 0x811c9dc5 | 0;
const FNV_PRIME = 0x01000193;

/** Hash of the word from `start` to `end`, by which tables of words are searched without cutting it out. */
export function hashText(lower: string, start: number, end: number): number {
  let hash = FNV_BASIS;
  for (let at = start; at < end; at++) {
    const code = lower.charCodeAt(at);
    hash = Math.imul(hash ^ (KINDS[code] === APOSTROPHE ? 39 : code), FNV_PRIME);
  }
  return hash & HASH_MASK;
}

function toToken(
  lower: string,
  start: number,
  end: number,
  kind: number,
  upper: boolean,
  bracket: number,
): Token {
  return { start, end, hash: hashText(lower, start, end), kind, upper, bracket, flags: 0 };
}

/** Takes back the brackets that are never closed, so that they hold nothing. */
function dropOpen(tokens: readonly Token[], brackets: readonly Bracket[]): void {
  // Where a token of each bracket belongs: in the next one around it that is closed.
  const homes: number[] = [];
  for (let index = 0; index < brackets.length; index++) {
    const bracket = brackets[index]!;
    const outer = bracket.outer < 0 ? -1 : homes[bracket.outer]!;
    bracket.outer = outer;
    homes.push(bracket.closed ? index : outer);
    if (bracket.closed) continue;
    bracket.end = bracket.start + 1;
    bracket.last = bracket.first;
  }
  for (const token of tokens) if (token.bracket >= 0) token.bracket = homes[token.bracket]!;
}

/** Where a codec or height begins that ends a word without a break: "HDTVx264", "BD720p"; 0 where none does. */
function findGlued(lower: string, start: number, end: number): number {
  if (end - start < 6) return 0;
  const last = lower.charCodeAt(end - 1);
  if (last === 112 /* p */ || last === 105 /* i */) {
    let at = end - 1;
    while (at > start && KINDS[lower.charCodeAt(at - 1)] === DIGIT) at--;
    const count = end - 1 - at;
    return at > start && (count === 3 || count === 4) ? at : 0;
  }
  if (lower.charCodeAt(end - 3) === 120 /* x */ && lower.charCodeAt(end - 2) === 48 /* 0 */) {
    // "Castle1x01"
    const digit = KINDS[lower.charCodeAt(end - 4)] === DIGIT;
    return digit && KINDS[lower.charCodeAt(end - 5)] !== DIGIT ? end - 4 : 0;
  }
  if (lower.charCodeAt(end - 3) === 101 /* e */ && lower.charCodeAt(end - 6) === 115 /* s */) {
    // "CastleS01E05"
    const isNumber = KINDS[lower.charCodeAt(end - 4)] === DIGIT &&
      KINDS[lower.charCodeAt(end - 5)] === DIGIT && KINDS[lower.charCodeAt(end - 1)] === DIGIT;
    return isNumber && end - 6 > start ? end - 6 : 0;
  }
  if (lower.startsWith("26", end - 3)) {
    const mark = lower.charCodeAt(end - 4);
    if (mark === 120 /* x */ || mark === 104 /* h */) return end - 4;
  }
  return 0;
}

/** Cuts `name` into words and finds its brackets, in one pass, beginning at `from`. */
export function tokenize(name: string, from = 0): Tokens {
  const lower = toLower(name);
  const tokens: Token[] = [];
  const brackets: Bracket[] = [];
  let bracket = -1;
  let isAscii = true;
  const { length } = name;
  for (let at = from; at < length;) {
    let code = name.charCodeAt(at);
    const kind = KINDS[code]!;
    if (code > 127) isAscii = false;
    if (isWord(kind)) {
      const start = at;
      let digits = false;
      let letters = false;
      let small = false;
      let hash = FNV_BASIS;
      let current = kind;
      for (;;) {
        if (current === DIGIT) digits = true;
        else {
          letters = true;
          if (current === UPPER) code += 32;
          else {
            if (code !== 105 /* i */) small = true;
            if (code > 127) isAscii = false;
            if (current === OTHER_LETTER) code = lower.charCodeAt(at);
            else if (current === APOSTROPHE) code = 39;
          }
        }
        hash = Math.imul(hash ^ code, FNV_PRIME);
        if (++at >= length) break;
        code = name.charCodeAt(at);
        current = KINDS[code]!;
        // "某某第八季第01集" is three words.
        if (current === OTHER_LETTER && code === 0x7b2c /* 第 */) break;
        if (!isWord(current)) {
          // An apostrophe is part of a word only between letters: "Director's", not "'Room'".
          if (current !== APOSTROPHE || at + 1 >= length) break;
          const next = KINDS[name.charCodeAt(at + 1)]!;
          if (next < LOWER || next > OTHER_LETTER) break;
        }
      }
      const kindOfToken = digits ? (letters ? MIXED : DIGITS) : LETTERS;
      const glued = kindOfToken === MIXED ? findGlued(lower, start, at) : 0;
      if (glued > 0) {
        tokens.push(toToken(lower, start, glued, MIXED, !small, bracket));
        tokens.push(toToken(lower, glued, at, MIXED, !small, bracket));
      } else {
        tokens.push({
          start,
          end: at,
          hash: hash & HASH_MASK,
          kind: kindOfToken,
          upper: !small,
          bracket,
          flags: 0,
        });
      }
      continue;
    }
    if (kind === PLUS) {
      tokens.push(toToken(lower, at, at + 1, SYMBOL, true, bracket));
    } else if (kind === OPEN) {
      brackets.push({
        start: at,
        end: length,
        closed: false,
        outer: bracket,
        open: code,
        first: tokens.length,
        last: -1,
        share: -1,
      });
      bracket = brackets.length - 1;
    } else if (kind === CLOSE && bracket >= 0) {
      // A mismatch closes as well: "[Group)" is a slip, not a nest.
      const found = PAIRS.get(brackets[bracket]!.open) === code ? bracket : -1;
      if (found >= 0) {
        brackets[found]!.end = at + 1;
        brackets[found]!.closed = true;
        brackets[found]!.last = tokens.length;
        bracket = brackets[found]!.outer;
      }
    }
    at++;
  }
  if (bracket >= 0) dropOpen(tokens, brackets);
  return { name, from, lower, tokens, brackets, isAscii };
}
