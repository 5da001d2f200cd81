import { TextLineStream } from "@std/streams";
import { createCatalogBuilder } from "./catalog_builder.ts";
import { readRow } from "./read_row.ts";

/** What the build of a catalog is given. */
export interface BuildOptions {
  /** NDJSON files, read in this order. */
  readonly files: readonly string[];
  /** The SQLite file; an old one is replaced when the new one is whole. */
  readonly output: string;
  /** Gives the time that the catalog says it was built at. */
  readonly now: () => Date;
  /** Told of each line that cannot be read. */
  readonly onBadLine: (problem: string) => void;
  /** Told now and then how many titles are in. */
  readonly onProgress?: (titles: number) => void;
}

/** What a catalog was built of. */
export interface BuildResult {
  /** Films and shows. */
  readonly titles: number;
  /** Lines that were left out. */
  readonly badLines: number;
}

/** Titles between two reports of progress. */
const STEP = 100_000;
/** Characters of a line; the longest real one, a show of many seasons, has some 100,000. */
const LONGEST_LINE = 16 * 1024 * 1024;

/**
 * Builds a catalog from NDJSON, a film or show a line. It is written beside its place and put there
 * at the end, so that a build that is cut short leaves the old one as it was.
 *
 * @throws {Error} where a file cannot be read, the output cannot be written, or no line holds a
 * title
 */
export async function buildCatalog(options: BuildOptions): Promise<BuildResult> {
  const { files, output, now, onBadLine, onProgress } = options;
  // Always the same name, so that what a killed build leaves is cleared away by the next.
  const partial = `${output}.partial`;
  await removeIfThere(partial);
  const builder = createCatalogBuilder(partial);
  let badLines = 0;
  try {
    for (const path of files) {
      let number = 0;
      for await (const line of readLines(path)) {
        number++;
        if (line.trim() === "") continue;
        try {
          if (line.length > LONGEST_LINE) throw new TypeError("it is too long");
          builder.add(readRow(line));
          if (builder.countTitles() % STEP === 0) onProgress?.(builder.countTitles());
        } catch (error) {
          if (!(error instanceof TypeError)) throw error;
          badLines++;
          onBadLine(`Cannot read line ${number} of "${path}": ${error.message}`);
        }
      }
    }
    if (builder.countTitles() === 0) {
      throw new Error("Cannot build a catalog: no line holds a title");
    }
    builder.finish({ builtAt: now().toISOString() });
    await Deno.rename(partial, output);
  } catch (error) {
    builder.abandon();
    await removeIfThere(partial);
    throw error;
  }
  return { titles: builder.countTitles(), badLines };
}

async function* readLines(path: string): AsyncGenerator<string> {
  let file: Deno.FsFile;
  try {
    file = await Deno.open(path);
  } catch (error) {
    throw new Error(`Cannot read "${path}": ${(error as Error).message}`);
  }
  yield* file.readable
    .pipeThrough(new TextDecoderStream())
    .pipeThrough(new TextLineStream());
}

async function removeIfThere(path: string): Promise<void> {
  try {
    await Deno.remove(path);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}
