import { join } from "@std/path";

/** Gives a variable of the environment. */
export type ReadVariable = (name: string) => string | undefined;

/** The usual place of the cache, `$XDG_CACHE_HOME/shelve/answers.db`; nowhere without a home. */
export function findCache(env: ReadVariable): string | undefined {
  return toUserFile(env, { variable: "XDG_CACHE_HOME", usual: ".cache", name: "answers.db" });
}

/** The file `name` at its usual place, `$XDG_CONFIG_HOME/shelve`, if there is one. */
export function findConfigFile(env: ReadVariable, name: string): string | undefined {
  const path = toUserFile(env, { variable: "XDG_CONFIG_HOME", usual: ".config", name });
  try {
    return path !== undefined && Deno.statSync(path).isFile ? path : undefined;
  } catch {
    return undefined;
  }
}

function toUserFile(
  env: ReadVariable,
  { variable, usual, name }: Readonly<Record<"variable" | "usual" | "name", string>>,
): string | undefined {
  const home = env("HOME");
  const folder = env(variable) || (home ? join(home, usual) : undefined);
  return folder === undefined ? undefined : join(folder, "shelve", name);
}
