import { resolve } from "@std/path";

/** The folder that a user means, seen from where they stand: a task itself runs in the project's folder. */
export function resolveFolder(
  given: string,
  env: (name: string) => string | undefined,
): string {
  return resolve(env("INIT_CWD") ?? Deno.cwd(), given);
}
