import { removeIfThere } from "../remove_if_there.ts";
import { type CatalogBuilder, createCatalogBuilder } from "./catalog_builder.ts";
import { checkOutput } from "./check_output.ts";
import { createImdbStaging, IMDB_FILES, type ImdbFile, toImdbFile } from "./imdb_staging.ts";
import { type Line, readLines } from "./read_lines.ts";
import { readRow } from "./read_row.ts";

/** What the build of a catalog is given. */
export interface BuildOptions {
  /** NDJSON files, and those of IMDb. */
  readonly files: readonly string[];
  /** The SQLite file; an old catalog is replaced when the new one is whole, and nothing else is. */
  readonly output: string;
  /** Gives the time that the catalog says it was built at. */
  readonly now: () => Date;
  /** Told of each line that cannot be read. */
  readonly onBadLine: (problem: string) => void;
  /** Told now and then how many lines are read of the file at `path`. */
  readonly onProgress?: (progress: { readonly path: string; readonly lines: number }) => void;
}

/** What a catalog was built of. */
export interface BuildResult {
  /** Films and shows. */
  readonly titles: number;
  /** Lines that were left out. */
  readonly badLines: number;
}

/** Lines between two reports of progress. */
const STEP = 1_000_000;
/** Problems of one file that are told one by one. */
const MOST_TOLD = 20;

/**
 * Builds a catalog from NDJSON, a film or show a line, and from IMDb's files, all plain or gzipped.
 * It is written beside its place and put there at the end, so that a build that is cut short leaves
 * the old one as it was. Of a title that comes twice the first counts; IMDb's come last.
 *
 * @throws {Error} where a file cannot be read, the output cannot be written, or no line holds a
 * title
 */
export async function buildCatalog(options: BuildOptions): Promise<BuildResult> {
  const { output, now } = options;
  await checkOutput(output);
  // Always the same names, so that what a killed build leaves is cleared away by the next.
  const [partial, staged] = [`${output}.partial`, `${output}.imdb.partial`];
  removeIfThere(partial);
  removeIfThere(staged);
  const builder = createCatalogBuilder(partial);
  try {
    const badLines = await addFiles(options, { builder, staged });
    if (builder.countTitles() === 0) {
      throw new Error("Cannot build a catalog: no line holds a title");
    }
    builder.finish({ builtAt: now().toISOString() });
    await Deno.rename(partial, output);
    return { titles: builder.countTitles(), badLines };
  } finally {
    builder.abandon();
    removeIfThere(partial);
    removeIfThere(staged);
  }
}

/** Adds what the files hold, of IMDb by way of `staged`; gives the number of lines that were left out. */
async function addFiles(
  options: BuildOptions,
  { builder, staged }: { readonly builder: CatalogBuilder; readonly staged: string },
): Promise<number> {
  let badLines = 0;
  const later: { readonly file: ImdbFile; readonly path: string; readonly lines: Lines }[] = [];
  try {
    for (const path of options.files) {
      const lines = readLines(path);
      const first = await lines.next();
      if (first.done) continue;
      const file = toImdbFile(first.value.text);
      if (file !== undefined) later.push({ file, path, lines });
      else badLines += await addLines(path, { first: first.value, lines, add: addRow });
    }
    if (later.length > 0) await addImdb();
    return badLines;
  } finally {
    for (const { lines } of later) await lines.return(undefined);
  }

  function addRow(line: string): void {
    builder.add(readRow(line));
  }

  /** IMDb's files are read in an order of their own, whatever the one in which they were given. */
  async function addImdb(): Promise<void> {
    if (!later.some(({ file }) => file === "basics")) {
      throw new Error("Cannot build a catalog: of IMDb's files title.basics is needed");
    }
    const imdb = createImdbStaging(staged);
    try {
      for (const name of IMDB_FILES) {
        for (const { file, path, lines } of later) {
          if (file !== name) continue;
          badLines += await addLines(path, { lines, add: (line) => imdb.add(file, line) });
        }
      }
      for (const row of imdb.rows()) builder.add(row);
    } finally {
      imdb.close();
    }
  }

  /** A line for which `add` throws a `TypeError` is left out, and told. */
  async function addLines(path: string, { first, lines, add }: Adding): Promise<number> {
    let bad = 0;
    if (first !== undefined) addLine(first);
    for await (const line of lines) addLine(line);
    if (bad > MOST_TOLD) {
      options.onBadLine(`Cannot read ${bad - MOST_TOLD} more lines of "${path}"`);
    }
    return bad;

    function addLine({ number, text, isTooLong }: Line): void {
      if (number % STEP === 0) options.onProgress?.({ path, lines: number });
      if (text.trim() === "" && !isTooLong) return;
      try {
        if (isTooLong) throw new TypeError("it is too long");
        add(text);
      } catch (error) {
        if (!(error instanceof TypeError)) throw error;
        if (++bad > MOST_TOLD) return;
        options.onBadLine(`Cannot read line ${number} of "${path}": ${error.message}`);
      }
    }
  }
}

type Lines = AsyncGenerator<Line>;

interface Adding {
  /** A line that was read already. */
  readonly first?: Line;
  readonly lines: Lines;
  readonly add: (line: string) => void;
}
