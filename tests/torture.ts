#!/usr/bin/env -S deno run -q --no-prompt -P=tests
/**
 * Kills `apply` and `undo` at random instants, or lets every call of a run fail in every way, for much longer than a test
 * may. Prints counts; exits with 1 if anything was lost.
 *
 *     deno run -q -P=tests tests/torture.ts [--rounds 1000] [--seed 1]
 *     deno run -q -P=tests tests/torture.ts --bundles dist           # what `deno task bundle` makes
 *     deno run -q -P=tests tests/torture.ts --faults [SCENE…]        # by number, from 1
 *
 * A round takes its random numbers from the seed and its number, so `--first 501` goes on where `--rounds 500` ended.
 *
 * @module
 */
import { parseArgs } from "@std/cli";
import { failEveryCall, SCENES } from "./apply/_crash.ts";
import { KILL_SCENES, type KillCounts, runRound } from "./apply/_kill.ts";

const flags = parseArgs(Deno.args, {
  string: ["rounds", "seed", "first", "jobs", "bundles"],
  boolean: ["faults"],
});
const say = (line: string) => Deno.stdout.writeSync(new TextEncoder().encode(line + "\n"));

async function main(): Promise<number> {
  if (!flags["faults"]) return await runRounds();
  const numbers = flags["_"].length > 0 ? flags["_"].map(Number) : SCENES.keys().map((n) => n + 1);
  for (const number of numbers) await failScene(number);
  return 0;
}

/** Several at once: then no two kills come at the same instant of a run. */
async function runRounds(): Promise<number> {
  const counts = { rounds: 0, killed: 0, lost: 0, partial: 0, temporaries: 0, torn: 0, stuck: 0 };
  const [seed, first, jobs] = [flags["seed"], flags["first"], flags["jobs"]].map((n) =>
    Number(n ?? 1)
  );
  const last = first! + Number(flags["rounds"] ?? 1000) - 1;
  const bundles = flags["bundles"];
  const options = bundles === undefined
    ? { counts, say }
    : { counts, say, toProgram: (name: string) => `${bundles}/${name}.js` };
  let next = first!;
  const work = async () => {
    for (let round = next++; round <= last; round = next++) {
      const random = createRandom(seed! * 1_000_003 + round);
      await runRound(KILL_SCENES[round % KILL_SCENES.length]!, { random, ...options });
      if (counts.rounds % 50 === 0) say(JSON.stringify(counts));
    }
  };
  await Promise.all(Array.from({ length: jobs! }, work));
  say(JSON.stringify({ seed, first, ...counts } satisfies KillCounts & Record<string, unknown>));
  const { rounds: _, killed: __, ...bad } = counts;
  return Object.values(bad).some((count) => count > 0) ? 1 : 0;
}

/** Numbers that look random and are the same for a seed: xorshift32. */
function createRandom(from: number): () => number {
  let state = from * 2654435761 >>> 0 || 1;
  const next = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
  for (let warm = 0; warm < 8; warm++) next(); // neighbouring seeds begin alike
  return next;
}

const ERRNOS = [
  "EEXIST",
  "EXDEV",
  "ENOSPC",
  "EACCES",
  "EPERM",
  "EIO",
  "EROFS",
  "ENAMETOOLONG",
  "EMLINK",
];

/** Every call of a scene fails in each of these ways, fails after the fact, and is the last one before a kill. */
async function failScene(number: number): Promise<void> {
  const scene = SCENES[number - 1]!;
  let calls: readonly string[] = [];
  for (const errno of ERRNOS) calls = await failEveryCall(scene, { errno });
  await failEveryCall(scene, { errno: "EIO", late: true });
  for (const late of [false, true]) {
    await failEveryCall(scene, { errno: "EIO", forever: true, late });
  }
  const byName = Map.groupBy(calls, (name) => name);
  const all = [...byName].sort().map(([name, { length }]) => `${name} ${length}`).join(", ");
  const ways = `${ERRNOS.length} errors, a late one and two kills`;
  say(
    `${number}. ${scene.command}, ${scene.name}: ${ways} at each of ${calls.length} calls: ${all}`,
  );
}

if (import.meta.main) Deno.exit(await main());
