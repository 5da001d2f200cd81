/**
 * Names a second, against three other parsers on the same names in one run; and what must not grow faster than the name.
 *
 *     deno bench -A tests/bench/parse_bench.ts
 *     deno run -A tests/bench/parse_bench.ts NAMES.ndjson…    # other names: {"name"} or {"input"} a line
 *
 * @module
 */
import { parseTorrentTitle } from "@viren070/parse-torrent-title";
import { guessit } from "guessit-js";
import parseTorrentName from "parse-torrent-name";
import { parse, parseName } from "../../lib/parse/mod.ts";
import { collect, decodeNdjson, toNdjson } from "../../lib/stream/mod.ts";
import { say, toBatches } from "./_runs.ts";

/** guessit takes milliseconds a name: it gets few. */
const FEW = 20;

const PARSERS: readonly (readonly [name: string, parse: (name: string) => unknown])[] = [
  ["shelve parseName()", parseName],
  ["@viren070/parse-torrent-title", parseTorrentTitle],
  ["parse-torrent-name", parseTorrentName],
  ["guessit-js", guessit],
];

/** Names of 10,000 characters that a pattern could choke on; each must take less than so many ms. */
const LIMIT = 5;
const HOSTILE = ["(", "S01E01", "Season 1, ", "1 ", "[a]", "2010-", "a.", "- 01 "];

const FOLDER = new URL("../../fixtures/names/", import.meta.url);

function readNames(files: readonly (string | URL)[]): string[] {
  return files.flatMap((file) =>
    Deno.readTextFileSync(file).split("\n").filter((line) => line !== "").map((line) => {
      const { name, input } = JSON.parse(line);
      return String(input ?? name).split("/").at(-1)!;
    })
  );
}

function ownNames(): string[] {
  const files = [...Deno.readDirSync(FOLDER)].filter(({ name }) => name.endsWith(".ndjson"));
  return readNames(files.map(({ name }) => new URL(name, FOLDER)));
}

if (import.meta.main && Deno.args.length > 0) compare(readNames(Deno.args));
else {
  const names = ownNames();
  for (const [name, run] of PARSERS) {
    const some = run === guessit ? names.slice(0, FEW) : names;
    Deno.bench({
      name: `${name}, ${some.length} names`,
      group: "names",
      fn() {
        for (const text of some) run(text);
      },
    });
  }
  for (const part of HOSTILE) {
    const text = part.repeat(10_000 / part.length);
    checkTime(part, text);
    Deno.bench({
      name: JSON.stringify(part),
      group: "10,000 characters of",
      fn: () => void parseName(text),
    });
  }
  const lines = new TextEncoder().encode(
    names.map((name) => JSON.stringify({ v: 1, file: { path: `/in/${name}`, size: 1 } })).join(
      "\n",
    ),
  );
  Deno.bench({
    name: `the filter, ${names.length} records, bytes to bytes`,
    async fn() {
      const read = decodeNdjson({ name: "parse" });
      const out = await collect(
        ReadableStream.from([lines]).pipeThrough(read).pipeThrough(parse() as never),
      );
      toNdjson(out as never);
    },
  });
}

/** Throws where even the quickest of many tries takes too long; the first ones pay for building the code. */
function checkTime(part: string, text: string): void {
  for (let round = 0; round < 100; round++) {
    const start = performance.now();
    parseName(text);
    if (performance.now() - start < LIMIT) return;
  }
  throw new Error(`${JSON.stringify(part)} over and over takes ${LIMIT} ms or more`);
}

/** Least time of many rounds in which the parsers take turns, so that what else the machine does weighs on all alike. */
function compare(names: readonly string[]): void {
  const times = PARSERS.map(() => 0);
  for (const chunk of toBatches(names)) {
    PARSERS.forEach(([, run], parser) => {
      const some = run === guessit ? chunk.slice(0, 2) : chunk;
      let least = Infinity;
      for (let round = 0; round < (run === guessit ? 2 : 40); round++) {
        const start = performance.now();
        for (const name of some) run(name);
        least = Math.min(least, performance.now() - start);
      }
      times[parser]! += least / some.length * chunk.length;
    });
  }
  PARSERS.forEach(([name], parser) => {
    const rate = Math.round(names.length / times[parser]! * 1000);
    const ratio = (times[parser]! / times[0]!).toFixed(1);
    say(`${name.padEnd(32)} ${String(rate).padStart(8)} names/s, ${ratio} times our time`);
  });
}
