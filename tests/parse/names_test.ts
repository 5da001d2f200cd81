import { assertEquals } from "@std/assert";
import { parsePath } from "../../lib/parse/mod.ts";

/** One case of fixtures/names: a name or path, the fields that it must give (`null`: must not), and why it is there. */
interface NameCase {
  readonly name: string;
  readonly expect: Readonly<Record<string, unknown>>;
  readonly why?: string;
}

const FOLDER = new URL("../../fixtures/names/", import.meta.url);

for (
  const { name: file } of [...Deno.readDirSync(FOLDER)].sort((a, b) => a.name < b.name ? -1 : 1)
) {
  if (!file.endsWith(".ndjson")) continue;
  Deno.test(`parsePath() reads every name of ${file}`, async (t) => {
    const lines = Deno.readTextFileSync(new URL(file, FOLDER)).split("\n").filter((line) =>
      line !== ""
    );
    for (const line of lines) {
      const { name, expect, why } = JSON.parse(line) as NameCase;
      await t.step(why === undefined ? name : `${name} (${why})`, () => {
        const parsed = parsePath(name) as unknown as Record<string, unknown>;
        const actual = Object.fromEntries(
          Object.keys(expect).map((key) => [key, parsed[key] ?? null]),
        );
        assertEquals(actual, expect);
      });
    }
  });
}
