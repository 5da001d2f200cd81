/**
 * `parse` as people start it, a cold process from bytes to bytes, against `jq -c .` on the same input, by turns. The
 * target is 60,000 records a second on one core.
 *
 *     deno run -A tests/bench/filter_bench.ts [RECORDS…]
 *     deno run -A tests/bench/filter_bench.ts FILE.ndjson…    # other records
 *
 * @module
 */
import { fromFileUrl } from "@std/path";
import { MEMORY_FLAG } from "../../lib/tasks/bundle_commands.ts";
import { type Run, run, say, toMedian } from "./_runs.ts";

const ROUNDS = 3;
const PARSE = fromFileUrl(new URL("../../cmd/parse.ts", import.meta.url));

const WORDS =
  ("amber barrow cinder delta ember fallow garnet harbor island juniper kestrel lantern " +
    "meadow north orchard pilgrim quarry river saffron timber upland violet winter yonder zephyr")
    .split(" ");
const TAGS = [
  "1080p.BluRay.x264-GROUP",
  "720p.HDTV.x264-ABC",
  "2160p.WEB-DL.DDP5.1.H.265-Some",
  "1080p.AMZN.WEBRip.AAC2.0.x264-Other",
  "480p.DVDRip.XviD-Third",
  "1080p.BluRay.DTS-HD.MA.5.1.x265-Fourth",
];

/** A path of a made-up library: films and shows, as releases and as libraries write them. */
function toPath(index: number): string {
  const pick = (shift: number) => WORDS[Math.floor(index / shift) % WORDS.length]!;
  const title = ["The", pick(24), pick(600), pick(15_000)].map((word) =>
    word[0]!.toUpperCase() + word.slice(1)
  );
  const tags = TAGS[index % TAGS.length]!;
  const [season, episode] = [1 + Math.floor(index / 120) % 9, 1 + Math.floor(index / 6) % 20];
  const number = `S${String(season).padStart(2, "0")}E${String(episode).padStart(2, "0")}`;
  const year = 1950 + index % 70;
  switch (Math.floor(index / 24) % 4) {
    case 0:
      return `/in/${title.join(".")}.${year}.${tags}.mkv`;
    case 1:
      return `/in/${title.join(" ")} (${year})/${title.join(" ")} (${year}).mp4`;
    case 2: {
      const dotted = title.join(".");
      return `/in/${dotted}.S0${season}.${tags}/${dotted}.${number}.Some.Words.${tags}.mkv`;
    }
    default:
      return `/in/${title.join(" ")}/Season ${season}/${title.join(" ")} - ${season}x${
        String(episode).padStart(2, "0")
      } - Some Words.mkv`;
  }
}

function toLines(count: number): string {
  let text = "";
  for (let index = 0; index < count; index++) {
    const file = { path: toPath(index), root: "/in", size: 1_000_000 + index, kind: "video" };
    text += JSON.stringify({ v: 1, file }) + "\n";
  }
  return text;
}

/** Measures one input and prints. */
async function compare(input: string): Promise<void> {
  const records = (await Deno.readTextFile(input)).trimEnd().split("\n").length;
  const parse = [Deno.execPath(), "run", "-q", MEMORY_FLAG, "--no-prompt", PARSE];
  const commands = { parse, jq: ["jq", "-c", "."] };
  const runs: Record<string, Run[]> = { parse: [], jq: [] };
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, command] of Object.entries(commands)) {
      runs[name]!.push(await run(command, input));
    }
  }
  for (const [name, all] of Object.entries(runs)) {
    const [seconds, cpu] = [toMedian(all, "seconds"), toMedian(all, "cpu")];
    say(
      `${name.padEnd(6)}${records} records in ${seconds.toFixed(2)} s, ` +
        `${Math.round(records / seconds)} a second; ${cpu.toFixed(2)} s of the processor`,
    );
  }
  const ratio = toMedian(runs["parse"]!, "cpu") / toMedian(runs["jq"]!, "cpu");
  say(`      ${ratio.toFixed(2)} times the processor time of jq`);
}

async function main(inputs: readonly string[]): Promise<void> {
  for (const input of inputs) {
    if (!/^\d+$/.test(input)) {
      await compare(input);
      continue;
    }
    const path = await Deno.makeTempFile({ suffix: ".ndjson" });
    try {
      await Deno.writeTextFile(path, toLines(Number(input)));
      await compare(path);
    } finally {
      await Deno.remove(path);
    }
  }
}

if (import.meta.main) await main(Deno.args.length > 0 ? Deno.args : ["2000", "70000"]);
