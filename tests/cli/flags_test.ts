import { assertEquals, assertThrows } from "@std/assert";
import { type Flags, type FlagValues, parseFlags } from "../../lib/cli/flags.ts";
import { UsageError } from "../../lib/record/mod.ts";

const FLAGS = {
  action: { type: "string", choices: ["move", "copy"], default: "move", help: "What to do" },
  library: { type: "string", value: "DIR", help: "Where to" },
  provider: { type: "string", many: true, help: "Whom to ask" },
  limit: { type: "integer", help: "How many" },
  jobs: { type: "integer", min: 1, help: "How many at once" },
  offline: { type: "boolean", short: "o", help: "Ask nobody" },
  "no-cache": { type: "boolean", excludes: ["offline"], help: "Keep nothing" },
  again: { type: "integer", needs: "offline", help: "Seconds between" },
} as const satisfies Flags;

const DEFAULTS = {
  action: "move",
  library: undefined,
  provider: [],
  limit: undefined,
  jobs: undefined,
  offline: false,
  "no-cache": false,
  again: undefined,
};

const READ: readonly { args: string[]; flags?: object; operands?: string[] }[] = [
  { args: [] },
  { args: ["--action", "copy"], flags: { action: "copy" } },
  { args: ["--action=copy"], flags: { action: "copy" } },
  { args: ["--library", "/a b"], flags: { library: "/a b" } },
  { args: ["--library=a=b"], flags: { library: "a=b" } },
  { args: ["--library", "a\nb"], flags: { library: "a\nb" } },
  { args: ["--library", "-"], flags: { library: "-" } },
  { args: ["--library", "-x"], flags: { library: "-x" } },
  { args: ["--library", "--"], flags: { library: "--" } },
  { args: ["--library=--offline"], flags: { library: "--offline" } },
  { args: ["--library", "1917"], flags: { library: "1917" } },
  { args: ["--library", "true"], flags: { library: "true" } },
  { args: ["--provider", "a", "--provider=b"], flags: { provider: ["a", "b"] } },
  { args: ["--limit", "12"], flags: { limit: 12 } },
  { args: ["--limit=0"], flags: { limit: 0 } },
  { args: ["--offline"], flags: { offline: true } },
  { args: ["--offline", "--again", "0"], flags: { offline: true, again: 0 } },
  { args: ["-o"], flags: { offline: true } },
  { args: ["--offline", "--offline"], flags: { offline: true } },
  { args: ["--no-cache"], flags: { "no-cache": true } },
  { args: ["--offline", "true"], flags: { offline: true }, operands: ["true"] },
  { args: ["--offline", "false"], flags: { offline: true }, operands: ["false"] },
  { args: ["1917", "1e3", "007"], operands: ["1917", "1e3", "007"] },
  { args: ["a", "--offline", "b"], flags: { offline: true }, operands: ["a", "b"] },
  { args: ["-"], operands: ["-"] },
  { args: ["", " "], operands: ["", " "] },
  { args: ["--", "--offline", "-x"], operands: ["--offline", "-x"] },
  { args: ["a", "--", "b", "--", "c"], operands: ["a", "b", "--", "c"] },
];

for (const { args, flags = {}, operands = [] } of READ) {
  Deno.test(`parseFlags() reads ${JSON.stringify(args)}`, () => {
    const line = parseFlags(FLAGS, args);
    assertEquals(line.flags as object, { ...DEFAULTS, ...flags });
    assertEquals(line.operands, operands);
  });
}

const REFUSED: readonly [args: string[], message: string][] = [
  [["--actoin", "copy"], "There is no flag --actoin: did you mean --action?"],
  [["--actoin=copy"], "There is no flag --actoin: did you mean --action?"],
  [["--lib", "x"], "There is no flag --lib: did you mean --library?"],
  [["--zzzzzz"], "There is no flag --zzzzzz"],
  [["-z"], "There is no flag -z"],
  [["--constructor", "x"], "There is no flag --constructor"],
  [["--__proto__", "x"], "There is no flag --__proto__"],
  [["--__proto__.polluted=x"], "There is no flag --__proto__.polluted"],
  [["--action", "mvoe"], '--action cannot be "mvoe": did you mean move? It can be move, copy'],
  [["--action", "Move"], '--action cannot be "Move": did you mean move? It can be move, copy'],
  [["--action", "burn"], '--action cannot be "burn": choose from move, copy'],
  [["--action"], "--action needs a value: move, copy"],
  [["--again", "1"], "--again goes with --offline"],
  [["--no-cache", "--offline"], "--no-cache does not go with --offline"],
  [["--offline", "--no-cache", "--again", "1"], "--no-cache does not go with --offline"],
  [["--action", "move", "--action", "copy"], "--action was given more than once"],
  [["--library"], "--library needs a value: DIR"],
  [["--library="], "--library needs a value: DIR"],
  [["--library", "--offline"], "--library needs a value: DIR"],
  [["--library", ""], "--library needs a value: DIR"],
  [
    ["--library=~/Media"],
    '--library has a "~" that the shell left as it is: --library ~/Media',
  ],
  [["--jobs", "0"], "--jobs needs at least 1"],
  [["--provider"], "--provider needs a value: VALUE"],
  [["--limit", "x"], '--limit needs a whole number: "x"'],
  [["--limit", "-1"], '--limit needs a whole number: "-1"'],
  [["--limit", "1.5"], '--limit needs a whole number: "1.5"'],
  [["--limit", "0x10"], '--limit needs a whole number: "0x10"'],
  [["--limit", "9".repeat(16)], `--limit needs a whole number: "${"9".repeat(16)}"`],
  [["--offline=no"], "--offline takes no value"],
  [["--offline=false"], "--offline takes no value"],
  [["--no-cache=true"], "--no-cache takes no value"],
  [["--no-offline"], "There is no flag --no-offline: did you mean --offline?"],
];

for (const [args, message] of REFUSED) {
  Deno.test(`parseFlags() refuses ${JSON.stringify(args)}`, () => {
    const error = assertThrows(() => parseFlags(FLAGS, args), UsageError);
    assertEquals(error.message, message);
  });
}

const NEEDED = {
  output: { type: "string", value: "DB", required: true, help: "Where to" },
  source: { type: "string", many: true, required: true, help: "Where from" },
  help: { type: "boolean", instead: true, help: "Show help" },
} as const satisfies Flags;

Deno.test("parseFlags() asks for what is needed, unless a text is asked for in its place", () => {
  const parse = (...args: string[]) => () => parseFlags(NEEDED, args);
  assertThrows(parse(), UsageError, "--output DB is needed");
  assertThrows(parse("--output", "x"), UsageError, "--source VALUE is needed");
  assertEquals(parse("--output", "x", "--source", "y")().flags.source, ["y"]);
  assertEquals(parse("--help")().flags.help, true);
});

Deno.test("FlagValues are typed by the table", () => {
  const { flags } = parseFlags(FLAGS, []);
  const { flags: needed } = parseFlags(NEEDED, ["--output", "x", "--source", "y"]);
  // Each line is an error of the type check if the table gives another type.
  same<"move" | "copy", typeof flags.action>();
  same<string | undefined, typeof flags.library>();
  same<readonly string[], typeof flags.provider>();
  same<number | undefined, typeof flags.limit>();
  same<boolean, typeof flags.offline>();
  same<string, typeof needed.output>();
  same<readonly string[], typeof needed.source>();
  same<
    1 | 2,
    FlagValues<{ n: { type: "string"; help: ""; default: "1" } }>["n"] extends string ? 1 | 2
      : never
  >();
  assertEquals(flags.action, "move");
});

/** Compiles only where both types are the same. */
function same<A, B>(
  ..._: [A] extends [B] ? [B] extends [A] ? [] : ["differs"] : ["differs"]
): void {}
