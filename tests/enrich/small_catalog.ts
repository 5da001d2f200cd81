import { buildCatalog, type Catalog, openCatalog } from "../../lib/enrich/mod.ts";

/** The rows that ship with the project. */
export const SMALL_CATALOG = new URL("../../fixtures/catalog.ndjson", import.meta.url).pathname;

/** Builds a catalog of `lines`, or the small one, in a folder that is removed when `use` is done. */
export async function withCatalog(
  use: (catalog: Catalog, path: string) => Promise<void> | void,
  lines?: readonly string[],
): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    const output = `${folder}/catalog.db`;
    let file = SMALL_CATALOG;
    if (lines !== undefined) {
      file = `${folder}/rows.ndjson`;
      await Deno.writeTextFile(file, lines.join("\n"));
    }
    const problems: string[] = [];
    await buildCatalog({
      files: [file],
      output,
      now: () => new Date(0),
      onBadLine: (problem) => problems.push(problem),
    });
    if (problems.length > 0) throw new Error(problems.join("\n"));
    const catalog = openCatalog(output);
    try {
      await use(catalog, output);
    } finally {
      catalog.close();
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
