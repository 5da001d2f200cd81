import { compileTemplate, plan, PRESETS, SERVERS } from "../../lib/plan/mod.ts";
import { createClaims, toMark } from "../../lib/plan/claims.ts";
import type { EnrichedRecord, PlannedRecord } from "../../lib/record/mod.ts";
import { type RecordStream, toNdjson } from "../../lib/stream/mod.ts";
import { toBatches } from "./_runs.ts";

const RECORDS = 100_000;

/** Two films to three episodes; every third has a subtitle, every hundredth is a second copy. */
function* makeRecords(count: number): Generator<EnrichedRecord> {
  for (let index = 0; index < count; index++) {
    const number = index % 100 === 99 ? index - 5 : index;
    const path = `/downloads/Some.Name.${index}.2001.1080p.BluRay.x264-GRP.mkv`;
    const isMovie = number % 5 < 2;
    const episode = { season: 1 + number % 3, number: number % 26, title: "The One in the Middle" };
    const subtitle = { path: `${path}.en.srt`, kind: "subtitle", language: "en" } as const;
    yield {
      v: 1,
      file: { path, size: 1, kind: "video", sidecars: index % 3 === 0 ? [subtitle] : [] },
      parsed: { kind: isMovie ? "movie" : "episode", resolution: "1080p", confidence: 0.9 },
      match: {
        status: "sure",
        kind: isMovie ? "movie" : "episode",
        title: isMovie ? `Some Film: Part ${number}` : `Some Show ${Math.floor(number / 100)}`,
        year: 2001,
        ids: { tmdb: number + 1 },
        reasons: [],
        ...(isMovie ? {} : { episodes: [episode] }),
      },
    };
  }
}

const enriched = [...makeRecords(RECORDS)];
const read = () => ReadableStream.from(toBatches(enriched)) as RecordStream<EnrichedRecord>;

for (const server of SERVERS) {
  Deno.bench({
    name: `plan() for ${server}`,
    group: `${RECORDS} enriched records`,
    n: 3,
    warmup: 1,
    async fn() {
      const stream = read().pipeThrough(plan({ library: "/media", server }));
      for await (const _ of stream as ReadableStream<readonly PlannedRecord[]>);
    },
  });
}

Deno.bench({
  name: "plan() of a whole plan, the best of several",
  group: `${RECORDS} enriched records`,
  n: 2,
  warmup: 0,
  async fn() {
    const planning = plan({ library: "/media", duplicates: "keep-best", again: read });
    for await (const _ of read().pipeThrough(planning));
  },
});

/** The command as a process on the same records: what a user waits for, and on stderr its own figures with the memory. */
Deno.bench({
  name: "plan < records > /dev/null",
  group: `${RECORDS} enriched records`,
  n: 3,
  warmup: 1,
  async fn(bench) {
    const file = Deno.makeTempFileSync({ prefix: "plan-bench-" });
    Deno.writeTextFileSync(file, toNdjson(enriched));
    const command = new URL("../../cmd/plan.ts", import.meta.url).pathname;
    const run = `"$0" run -q --no-prompt -P=plan "$1" --library /media < "$2" > /dev/null 2>&1`;
    bench.start();
    await new Deno.Command("sh", { args: ["-c", run, Deno.execPath(), command, file] }).output();
    bench.end();
    Deno.removeSync(file);
  },
});

Deno.bench({
  name: "Claims",
  group: "1,000,000 names",
  n: 2,
  warmup: 0,
  fn() {
    const claims = createClaims();
    for (let ordinal = 1; ordinal <= 1_000_000; ordinal++) {
      // Of each number one: the step has no factor in common with 2^32.
      const random = Math.imul(ordinal, 0x9e3779b1) >>> 0;
      const name = `/media/Movies/${random.toString(36)} (2001)/${random.toString(36)} (2001)`;
      const twin = claims.add(toMark(name), { ordinal, role: "arrives" });
      if (twin !== undefined) throw new Error(`A false conflict: ${name}`);
    }
  },
});

Deno.bench("compileTemplate() on a film's name", { group: "templates" }, () => {
  compileTemplate(PRESETS.plex.movie);
});
