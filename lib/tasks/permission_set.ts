/** What a set of `deno.json` grants of one kind: all, none, or a list of names. */
export type Grant = boolean | readonly string[];

/** One entry of "permissions" in `deno.json`. */
export type PermissionSet = Readonly<Record<string, Grant>>;

/** Kinds that a command may be granted. `run` and `ffi` are none of them: they void all others. */
const KINDS = ["read", "write", "net", "env", "sys"] as const;

/**
 * Stands in a path for the folder where the user's caches are, which differs from user to user. To
 * Deno itself it is a folder of this name in the project, which does not exist.
 */
const CACHES = "$XDG_CACHE_HOME";

/** Kinds whose names are paths, which `deno.json` takes from its own folder. */
const PATHS: ReadonlySet<string> = new Set(["read", "write"]);

/**
 * Takes the set `name` out of "permissions" of `deno.json`.
 *
 * @throws {Error} if there is none, or if it grants what no command may have
 */
export function readPermissionSet(
  sets: Readonly<Record<string, PermissionSet>>,
  name: string,
): PermissionSet {
  const set = Object.hasOwn(sets, name) ? sets[name] : undefined;
  if (set === undefined) {
    throw new Error(`Cannot grant "${name}" anything: "permissions" of deno.json has no such set`);
  }
  for (const [kind, grant] of Object.entries(set)) {
    if (!(KINDS as readonly string[]).includes(kind)) {
      throw new Error(`Cannot grant "${name}" the permission "${kind}": no command may have it`);
    }
    if (typeof grant !== "boolean" && !isListOfText(grant)) {
      throw new Error(`Cannot grant "${name}" the permission "${kind}": it is no list of names`);
    }
    // It would be another folder wherever the command runs.
    if (PATHS.has(kind) && toList(grant)?.some((path) => !/^\/|^\$XDG_CACHE_HOME\//.test(path))) {
      throw new Error(`Cannot grant "${name}" the permission "${kind}": a path is relative`);
    }
  }
  return set;
}

/** The set as flags of `deno run` and `deno compile`, in the order of {@linkcode KINDS}. */
export function toFlags(set: PermissionSet): string[] {
  return KINDS.flatMap((kind) => {
    const names = toList(set[kind]);
    if (names === null) return [];
    return [names.length === 0 ? `--allow-${kind}` : `--allow-${kind}=${names.join(",")}`];
  });
}

/**
 * The set as `deno compile` writes it into a binary: `allow_read` and so on, `null` for none, an empty list for all.
 *
 * Source: read back from binaries of Deno 2.9.5.
 */
export function toBaked(set: PermissionSet): Record<string, readonly string[] | null> {
  return Object.fromEntries(KINDS.map((kind) => [`allow_${kind}`, toList(set[kind])]));
}

/** Names that are granted; none for all of a kind, `null` for nothing. */
function toList(grant: Grant | undefined): readonly string[] | null {
  if (grant === true) return [];
  if (grant === undefined || grant === false || grant.length === 0) return null;
  return grant;
}

function isListOfText(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}

/** Ways to write down where the user's caches are. */
export const CACHE_PLACES = {
  /** In a script for `sh`, which goes by the user who runs it. */
  shell: '"${XDG_CACHE_HOME:-$HOME/.cache}"',
  /** In a first line, where `env` knows no more than `${NAME}`. */
  shebang: "${HOME}/.cache",
} as const;

/** `flag` with the folder of the user's caches as `place`. */
export function placeCaches(flag: string, place: string): string {
  return flag.replaceAll(CACHES, place);
}
