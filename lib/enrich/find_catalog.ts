import { join } from "@std/path";

/** Gives a variable of the environment. */
export type ReadVariable = (name: string) => string | undefined;

/** The catalog at its usual place, `$XDG_CONFIG_HOME/shelve/catalog.db`, if there is one. */
export function findCatalog(env: ReadVariable): string | undefined {
  const home = env("HOME");
  const config = env("XDG_CONFIG_HOME") || (home === undefined ? undefined : join(home, ".config"));
  if (config === undefined) return undefined;
  const path = join(config, "shelve", "catalog.db");
  try {
    return Deno.statSync(path).isFile ? path : undefined;
  } catch {
    return undefined;
  }
}
