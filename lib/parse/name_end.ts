import { hashText, type Token, type Tokens } from "./tokenize.ts";

/** Words that indexers and posters add behind the group. */
const ADDED: ReadonlySet<string> = new Set(
  `
    4p, 4planet, ap, asrequested, buymore, captcha, chamele0n, gerov, nzbgeek, obfuscated,
    obfuscation, poster, postbot, pre, proof, repackpost, repost, rp, sample, scrambled, subs,
    whiterev, xpost, z0ids3n
  `.split(",").map((name) => name.trim()),
);

/** Hashes of {@linkcode ADDED}: nearly no name ends in one, and this tells so without cutting the word out. */
const ADDED_HASHES: ReadonlySet<number> = new Set(
  [...ADDED].map((word) => hashText(word, 0, word.length)),
);

/** Where the name ends without the brackets and words that were added behind it. */
export function endOf({ name, lower, tokens, brackets }: Tokens): number {
  let end = name.length;
  for (let index = brackets.length - 1; index >= 0; index--) {
    const bracket = brackets[index]!;
    if (bracket.outer >= 0) continue;
    if (bracket.start === 0 || name.slice(bracket.end, end).trim() !== "") break;
    end = bracket.start;
  }
  while (end > 0 && isSeparator(name.charCodeAt(end - 1))) end--;
  for (let index = tokens.length - 1; index > 0; index--) {
    const token = tokens[index]!;
    if (token.start >= end) continue;
    const before = name.charCodeAt(token.start - 1);
    if (token.end !== end || (before !== 45 /* - */ && !isSeparator(before))) return end;
    if (!isAdded(lower, token)) return end;
    end = token.start - 1;
  }
  return end;
}

function isAdded(lower: string, { start, end, hash }: Token): boolean {
  if (ADDED_HASHES.has(hash)) return ADDED.has(lower.slice(start, end));
  // "-RakuvArrow", "-AlteZachen", "-AlternativeToRequested"
  return lower.startsWith("rakuv", start) || lower.startsWith("alte", start);
}

function isSeparator(code: number): boolean {
  return code === 32 || code === 46 || code === 95;
}
