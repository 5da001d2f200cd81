#!/usr/bin/env -S deno run -q --no-prompt --v8-flags=--max-semi-space-size=4 -P=catalog
import { type CommandGroup, defineCommand, main } from "../lib/cli/mod.ts";
import { buildCatalog, enrich, openCatalog } from "../lib/enrich/mod.ts";
import type { ParsedRecord } from "../lib/record/mod.ts";
import { fromRecords } from "../lib/stream/mod.ts";

const build = defineCommand({
  name: "build",
  summary: "Make a catalog for enrich from files of films and shows",
  description:
    "Reads, plain or gzipped: NDJSON, of which a line is a film ({tmdb_id, title, release_date, …}) " +
    "or a show ({tmdb_id, name, first_air_date, seasons, …}) with TMDB's field names; TMDB's daily " +
    "exports, which have ids but no years; IMDb's title.basics, title.akas, title.episode and " +
    "title.ratings (.tsv). Of a title that comes twice the first counts. An old catalog is replaced " +
    "only when the new one is whole, and no other file ever is.",
  operands: { name: "FILE", help: "Files of films and shows", required: true },
  flags: {
    output: { type: "string", value: "DB", required: true, help: "The catalog to write" },
  },
  examples: [
    "catalog build movies.ndjson shows.ndjson --output ~/.config/shelve/catalog.db",
    "catalog build title.*.tsv.gz --output imdb.db      # from https://datasets.imdbws.com",
  ],
  async run({ output }, { operands, warn }) {
    const { titles, badLines } = await buildCatalog({
      files: operands,
      output,
      now: () => new Date(),
      onBadLine: warn,
      onProgress: ({ path, lines }) => warn(`${lines} lines of ${path} so far`),
    });
    const leftOut = badLines === 0 ? "" : `, ${badLines} of the lines left out`;
    warn(`${output} holds ${titles} films and shows${leftOut}`);
    return badLines === 0 ? 0 : 1;
  },
});

const search = defineCommand({
  name: "search",
  summary: "Show what enrich would make of a title, with all candidates",
  operands: { name: "TITLE", help: "As it may stand in a name", required: true },
  flags: {
    catalog: { type: "string", value: "DB", required: true, help: "Made by catalog build" },
    kind: {
      type: "string",
      choices: ["movie", "episode", "unknown"],
      default: "unknown",
      help: "What to look for; episode means shows",
    },
    year: { type: "integer", value: "YEAR", help: "Of the first release" },
  },
  examples: ["catalog search --catalog catalog.db --year 1995 Heat | jq .match"],
  run({ catalog: path, kind, year }, { operands, atEnd }) {
    const catalog = openCatalog(path);
    atEnd(() => catalog.close());
    const asked = operands.map((title) => ({
      file: { path: title },
      parsed: { kind, title, ...(year === undefined ? {} : { year }), confidence: 1 },
    }));
    return fromRecords<ParsedRecord>(asked).pipeThrough(enrich({ catalog }));
  },
});

const info = defineCommand({
  name: "info",
  summary: "Say what a catalog holds, and when it was built",
  operands: { name: "DB", help: "A catalog", required: true },
  flags: {},
  run(_flags, { operands }) {
    return fromRecords(operands.map((path) => {
      const catalog = openCatalog(path);
      const facts = catalog.readFacts();
      catalog.close();
      return { path, ...facts };
    }));
  },
});

/** `catalog`: the offline films and shows of `enrich`. */
export const command: CommandGroup = {
  name: "catalog",
  summary: "Build and look into the offline catalog of enrich",
  commands: [build, search, info],
};

if (import.meta.main) Deno.exit(await main(command));
