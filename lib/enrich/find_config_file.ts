import { join } from "@std/path";

/** Gives a variable of the environment. */
export type ReadVariable = (name: string) => string | undefined;

/** The file `name` at its usual place, `$XDG_CONFIG_HOME/shelve`, if there is one. */
export function findConfigFile(env: ReadVariable, name: string): string | undefined {
  const home = env("HOME");
  const config = env("XDG_CONFIG_HOME") || (home === undefined ? undefined : join(home, ".config"));
  if (config === undefined) return undefined;
  const path = join(config, "shelve", name);
  try {
    return Deno.statSync(path).isFile ? path : undefined;
  } catch {
    return undefined;
  }
}
