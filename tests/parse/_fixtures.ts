/** One case of fixtures/names: a name or path, the fields that it must give (`null`: must not), and why it is there. */
export interface NameCase {
  readonly name: string;
  readonly expect: Readonly<Record<string, unknown>>;
  readonly why?: string;
}

const FOLDER = new URL("../../fixtures/names/", import.meta.url);

/** The files of fixtures/names. */
export function listNames(): string[] {
  return [...Deno.readDirSync(FOLDER)].map(({ name }) => name)
    .filter((name) => name.endsWith(".ndjson")).sort();
}

/** The cases of one file, or of all. */
export function readNames(file?: string): NameCase[] {
  if (file === undefined) return listNames().flatMap((each) => readNames(each));
  return Deno.readTextFileSync(new URL(file, FOLDER)).split("\n")
    .flatMap((line) => line === "" ? [] : [JSON.parse(line) as NameCase]);
}
