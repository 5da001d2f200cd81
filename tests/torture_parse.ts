#!/usr/bin/env -S deno run -q --no-prompt -P=tests
/**
 * Reads many more made-up names than a test may: half mixtures of parts of release names, half any strings. Exits with 1 at
 * the first that is not read soundly, and prints it as short as it can be made.
 *
 *     deno run -q -P=tests tests/torture_parse.ts [--names 1000000] [--seed 1]
 *
 * @module
 */
import { parseArgs } from "@std/cli";
import fc from "fast-check";
import { anyString, assertSound, releaseName } from "./parse/_names.ts";

const flags = parseArgs(Deno.args, { string: ["names", "seed"] });
const numRuns = Math.ceil(Number(flags["names"] ?? 1_000_000) / 2);
const seed = Number(flags["seed"] ?? 1);

for (const names of [releaseName, anyString]) {
  const begin = performance.now();
  fc.assert(fc.property(names, assertSound), { numRuns, seed });
  const seconds = (performance.now() - begin) / 1000;
  const line = `${numRuns} names sound in ${seconds.toFixed(0)} s`;
  Deno.stdout.writeSync(new TextEncoder().encode(line + "\n"));
}
