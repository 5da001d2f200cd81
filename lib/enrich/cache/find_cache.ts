import { join } from "@std/path";

/** The usual place of the cache, `$XDG_CACHE_HOME/shelve/answers.db`; nowhere without a home. */
export function findCache(env: (name: string) => string | undefined): string | undefined {
  const home = env("HOME");
  const folder = env("XDG_CACHE_HOME") || (home ? join(home, ".cache") : undefined);
  return folder === undefined ? undefined : join(folder, "shelve", "answers.db");
}
