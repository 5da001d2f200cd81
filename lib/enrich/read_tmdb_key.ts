import { UsageError } from "../record/mod.ts";
import { describeCause } from "../text/mod.ts";
import { findConfigFile, type ReadVariable } from "./user_files.ts";
import type { TmdbAccess } from "./services.ts";

type Key = Pick<TmdbAccess, "token" | "key">;

/**
 * The user's key for TMDB: in the file that was named, else `TMDB_TOKEN` (version 4) or
 * `TMDB_API_KEY` (version 3), else in the file at its usual place,
 * `$XDG_CONFIG_HOME/shelve/tmdb-token`. Never on the command line, which all users of a machine see.
 *
 * @throws {UsageError} for what cannot be a key, without showing it
 */
export function readTmdbKey(env: ReadVariable, file?: string): Key | undefined {
  if (file !== undefined) return readFile(file);
  for (const [name, field] of [["TMDB_TOKEN", "token"], ["TMDB_API_KEY", "key"]] as const) {
    const value = env(name)?.trim();
    if (value) return { [field]: check(value, name) };
  }
  const usual = findConfigFile(env, "tmdb-token");
  return usual === undefined ? undefined : readFile(usual);
}

/** Longer than any key, and short enough for a film that was named by mistake. */
const LONGEST = 4096;
/** What a key of version 3 looks like; a token of version 4 is a JSON web token. */
const VERSION_3 = /^[0-9a-f]{32}$/i;

function readFile(path: string): Key {
  let text: string;
  try {
    const { isFile, size } = Deno.statSync(path);
    if (!isFile) throw new RangeError("it is no file");
    if (size > LONGEST) throw new RangeError("it is too large for a key");
    text = Deno.readTextFileSync(path).trim();
  } catch (error) {
    const why = describeCause(error as Error);
    throw new UsageError(`Cannot read the key of TMDB from "${path}": ${why}`, { cause: error });
  }
  if (text === "") throw new UsageError(`Cannot read the key of TMDB from "${path}": it is empty`);
  const value = check(text, `"${path}"`);
  return VERSION_3.test(value) ? { key: value } : { token: value };
}

function check(value: string, source: string): string {
  if (/^[\x21-\x7e]+$/.test(value)) return value;
  throw new UsageError(`${source} holds a character that no key has`);
}
