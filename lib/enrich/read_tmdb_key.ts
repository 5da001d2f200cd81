import type { ReadVariable } from "./find_config_file.ts";
import type { TmdbAccess } from "./services.ts";

/**
 * The user's key for TMDB: `TMDB_TOKEN` (version 4), else `TMDB_API_KEY` (version 3). Only the
 * environment gives it, where it stands in no history and no list of processes.
 *
 * @throws {TypeError} for what cannot be a key, without showing it
 */
export function readTmdbKey(env: ReadVariable): Pick<TmdbAccess, "token" | "key"> | undefined {
  const [token, key] = ["TMDB_TOKEN", "TMDB_API_KEY"].map((name) => {
    const value = env(name)?.trim();
    if (value && !/^[\x21-\x7e]+$/.test(value)) {
      throw new TypeError(`${name} holds a character that no key has`);
    }
    return value;
  });
  if (token) return { token };
  return key ? { key } : undefined;
}
