/** A pattern for paths, as in `.gitignore`. */
export interface Glob {
  /** `!` at its beginning: takes back what an earlier pattern said. */
  readonly isNegated: boolean;
  /** Whether it names the file or folder with these `parts`, counted from where the pattern holds. */
  matches(parts: readonly string[], isFolder: boolean): boolean;
}

/** How {@linkcode compileGlob} reads a pattern. */
export interface GlobOptions {
  /**
   * A pattern without a slash names only what lies in the folder itself, not what lies below it.
   * @default false
   */
  readonly isShallow?: boolean;
}

/**
 * Compiles one line: `*` and `?` stand for letters of a name, `[a-z]` for one of a set, `**` for any folders. A pattern
 * without a slash names whatever has that name at any depth; with one it holds from the top. A slash at its end means
 * folders only. Nothing for a blank line or a comment. No pattern takes longer than its length times the path's.
 *
 * Source: https://git-scm.com/docs/gitignore
 */
export function compileGlob(
  line: string,
  { isShallow = false }: GlobOptions = {},
): Glob | undefined {
  // Spaces at the end count only after a backslash.
  let text = line.replace(/\r$/, "").replace(/(?<!\\) +$/, "");
  if (text === "" || text.startsWith("#")) return undefined;
  const isNegated = text.startsWith("!");
  if (isNegated) text = text.slice(1);
  const onlyFolders = text.endsWith("/");
  if (onlyFolders) text = text.slice(0, -1);
  const isAnchored = text.includes("/") || isShallow;
  const wanted: PartPattern[] = text.replace(/^\//, "").split("/")
    .map((part) => part === "**" ? ANY : compilePart(part));
  // "folder/**" is what lies in the folder, not the folder.
  if (wanted.at(-1) === ANY) wanted.push([ANY]);
  return {
    isNegated,
    matches(parts, isFolder) {
      if (onlyFolders && !isFolder) return false;
      if (!isAnchored) return matchPart(wanted[0]!, parts.at(-1)!);
      return matchWild(wanted, parts, matchPart);
    },
  };
}

/** Why pattern `line` cannot name what its writer meant, or nothing. */
export function findGlobMistake(line: string): string | undefined {
  if (compileGlob(line) === undefined) {
    return line.startsWith("#") ? 'is a comment; write "\\#" for the sign itself' : "is empty";
  }
  const isOpen = line.split("/").some((part) => {
    const characters = [...part];
    for (let at = 0; at < characters.length; at++) {
      if (characters[at] === "\\") at++;
      else if (characters[at] === "[") {
        const set = readSet(characters, at);
        if (set === undefined) return true;
        at = set.end;
      }
    }
    return false;
  });
  return isOpen ? 'has a "[" without "]"; write "\\[" for the sign itself' : undefined;
}

/** Any number of whatever is matched. */
const ANY = Symbol("any");

/** What one character may be. */
type CharacterPattern = (character: string) => boolean;
type NamePattern = readonly (typeof ANY | CharacterPattern)[];
type PartPattern = typeof ANY | NamePattern;

function matchPart(pattern: PartPattern, name: string): boolean {
  return pattern === ANY || matchWild(pattern, [...name], (is, character) => is(character));
}

/**
 * Whether `items` are what `wanted` says. Only the last `ANY` is ever tried again, which is enough, since an earlier one
 * could not take anything that it cannot.
 */
function matchWild<Wanted, Item>(
  wanted: readonly (typeof ANY | Wanted)[],
  items: readonly Item[],
  matches: (wanted: Wanted, item: Item) => boolean,
): boolean {
  let at = 0;
  let again = -1;
  let taken = 0;
  for (let item = 0; item < items.length;) {
    const next = wanted[at];
    if (next === ANY) {
      again = at++;
      taken = item;
    } else if (at < wanted.length && matches(next as Wanted, items[item]!)) {
      at++;
      item++;
    } else if (again >= 0) {
      at = again + 1;
      item = ++taken;
    } else return false;
  }
  while (wanted[at] === ANY) at++;
  return at === wanted.length;
}

function compilePart(part: string): NamePattern {
  const characters = [...part];
  const pattern: (typeof ANY | CharacterPattern)[] = [];
  for (let at = 0; at < characters.length; at++) {
    const character = characters[at]!;
    if (character === "*") pattern.push(ANY);
    else if (character === "?") pattern.push(() => true);
    else if (character === "[") {
      const set = readSet(characters, at);
      if (set === undefined) pattern.push((other) => other === "[");
      else {
        pattern.push(set.pattern);
        at = set.end;
      }
    } else {
      const literal = character === "\\" ? characters[++at] ?? "\\" : character;
      pattern.push((other) => other === literal);
    }
  }
  return pattern;
}

/** Reads `[abc]`, `[a-z]`, `[!a]` that begins at `begin`; nothing where it does not end. */
function readSet(
  characters: readonly string[],
  begin: number,
): { readonly pattern: CharacterPattern; readonly end: number } | undefined {
  const isNegated = characters[begin + 1] === "!" || characters[begin + 1] === "^";
  const first = begin + (isNegated ? 2 : 1);
  // A bracket in the first place is one of the set.
  const end = characters.indexOf("]", first + 1);
  if (end < 0) return undefined;
  const ranges: (readonly [from: string, to: string])[] = [];
  for (let at = first; at < end; at++) {
    const from = characters[at]!;
    if (characters[at + 1] === "-" && at + 2 < end) {
      ranges.push([from, characters[at + 2]!]);
      at += 2;
    } else ranges.push([from, from]);
  }
  const pattern = (other: string) =>
    ranges.some(([from, to]) => from <= other && other <= to) !== isNegated;
  return { pattern, end };
}
