import { buildCatalog, type Catalog, openCatalog } from "../../lib/enrich/mod.ts";
import { makeFolder } from "../make_folder.ts";

/** The rows that ship with the project. */
export const SMALL_CATALOG = new URL("../../fixtures/catalog.ndjson", import.meta.url).pathname;

/** A catalog that goes, with its file, when the value leaves its scope. */
export interface TemporaryCatalog extends Catalog, Disposable {
  readonly path: string;
}

/** Builds a catalog of `lines`, or the small one. */
export async function makeCatalog(lines?: readonly string[]): Promise<TemporaryCatalog> {
  const folder = makeFolder();
  const path = `${folder.path}/catalog.db`;
  const rows = `${folder.path}/rows.ndjson`;
  if (lines !== undefined) await Deno.writeTextFile(rows, lines.join("\n"));
  const problems: string[] = [];
  await buildCatalog({
    files: [lines === undefined ? SMALL_CATALOG : rows],
    output: path,
    now: () => new Date(0),
    onBadLine: (problem) => problems.push(problem),
  });
  if (problems.length > 0) throw new Error(problems.join("\n"));
  const catalog = openCatalog(path);
  return {
    ...catalog,
    path,
    [Symbol.dispose]() {
      catalog.close();
      folder[Symbol.dispose]();
    },
  };
}
