/** The cases of a file of fixtures/, one a line. */
export function readCases<T>(path: string): T[] {
  const text = Deno.readTextFileSync(new URL(`../fixtures/${path}`, import.meta.url));
  return text.trimEnd().split("\n").map((line): T => JSON.parse(line));
}
