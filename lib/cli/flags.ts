import { parseArgs } from "@std/cli";
import { UsageError } from "../record/mod.ts";
import { suggest } from "./suggest.ts";

/** One flag of a command, as data: help, checks and completions read it. */
export interface Flag {
  readonly type: "boolean" | "string" | "integer";
  readonly help: string;
  /** One letter. */
  readonly short?: string;
  /** What a value stands for, such as `DIR`; also tells shells what to complete. */
  readonly value?: string;
  readonly choices?: readonly string[];
  /** The least that a number may be. */
  readonly min?: number;
  readonly default?: string | number | boolean;
  /** May be given more than once. */
  readonly many?: boolean;
  readonly required?: boolean;
  /** Asks for a text in place of the work, so that no other flag is needed. */
  readonly instead?: boolean;
  /** A flag without which this one would do nothing. */
  readonly needs?: string;
  /** Flags that ask for something else. */
  readonly excludes?: readonly string[];
}

/** Flags by name, without the dashes. */
export type Flags = Readonly<Record<string, Flag>>;

type Value<F extends Flag> = F["type"] extends "boolean" ? boolean
  : F["type"] extends "integer" ? number
  : F extends { readonly choices: readonly (infer Choice)[] } ? Choice
  : string;

type IsSet<F extends Flag> = F["type"] extends "boolean" ? true
  : F extends { readonly default: string | number } ? true
  : F extends { readonly required: true } ? true
  : false;

/** What the flags of a table are worth: `choices` become a union, a default or `required` rules out `undefined`. */
export type FlagValues<F extends Flags> = {
  readonly [Name in keyof F]: F[Name] extends { readonly many: true } ? readonly Value<F[Name]>[]
    : IsSet<F[Name]> extends true ? Value<F[Name]>
    : Value<F[Name]> | undefined;
};

/** What a command line says. */
export interface CommandLine<F extends Flags> {
  readonly flags: FlagValues<F>;
  readonly operands: readonly string[];
}

/**
 * Reads `args` by the table `flags`.
 *
 * @throws {UsageError} for an unknown flag, a missing or wrong value
 */
export function parseFlags<F extends Flags>(flags: F, args: readonly string[]): CommandLine<F> {
  const names = Object.keys(flags);
  const booleans = names.filter((name) => flags[name]!.type === "boolean");
  const parsed = parseArgs(joinValues(flags, args), {
    boolean: booleans,
    string: [...names.filter((name) => flags[name]!.type !== "boolean"), "_"],
    // All are gathered, so that one given twice can be told.
    collect: names.filter((name) => flags[name]!.type !== "boolean"),
    alias: Object.fromEntries(names.flatMap((name) => {
      const short = flags[name]!.short;
      return short === undefined ? [] : [[name, short]];
    })),
    unknown: (arg, key) => {
      if (key === undefined || arg === "-") return true;
      throw new UsageError(unknownFlag(arg.replace(/=.*/s, ""), names));
    },
  });
  const values: Record<string, unknown> = {};
  for (const name of names) values[name] = readValue(name, flags[name]!, parsed[name]);
  if (!names.some((name) => flags[name]!.instead && values[name])) checkRequired(flags, values);
  checkTogether(flags, new Set(names.filter((name) => [parsed[name]].flat().some(Boolean))));
  return { flags: values as FlagValues<F>, operands: parsed._.map(String) };
}

/**
 * Ties each value to its flag, since the parser takes one that begins with a dash (`--stats -`) for a flag, and an
 * argument `true` after a flag without value for one.
 */
function joinValues(flags: Flags, args: readonly string[]): string[] {
  const joined: string[] = [];
  for (let at = 0; at < args.length; at++) {
    const [arg, next] = [args[at]!, args[at + 1]];
    if (arg === "--") return [...joined, ...args.slice(at)];
    const [name = "", given] = arg.startsWith("--") ? arg.slice(2).split(/=(.*)/s) : [];
    const flag = Object.hasOwn(flags, name) ? flags[name] : undefined;
    if (flag?.type === "boolean") {
      if (given !== undefined) throw new UsageError(`--${name} takes no value`);
      // "--no-x=true" would be another flag to the parser.
      joined.push(name.startsWith("no-") ? arg : `${arg}=true`);
    } else if (
      flag === undefined || given !== undefined || next === undefined || /^--./.test(next)
    ) {
      joined.push(arg);
    } else {
      joined.push(`${arg}=${next}`);
      at++;
    }
  }
  return joined;
}

function readValue(name: string, flag: Flag, given: unknown): unknown {
  if (flag.type === "boolean") return given === true;
  const all = (given as string[] | undefined) ?? [];
  if (!flag.many && all.length > 1) throw new UsageError(`--${name} was given more than once`);
  const values = all.map((text) => readOne(name, flag, text));
  if (values.length === 0) return flag.many ? [] : flag.default;
  return flag.many ? values : values[0];
}

function checkRequired(flags: Flags, values: Readonly<Record<string, unknown>>): void {
  for (const [name, flag] of Object.entries(flags)) {
    const value = values[name];
    if (!flag.required || (flag.many ? (value as unknown[]).length > 0 : value !== undefined)) {
      continue;
    }
    throw new UsageError(`--${name} ${flag.value ?? "VALUE"} is needed`);
  }
}

function checkTogether(flags: Flags, given: ReadonlySet<string>): void {
  for (const name of given) {
    const { needs, excludes = [] } = flags[name]!;
    if (needs !== undefined && !given.has(needs)) {
      throw new UsageError(`--${name} goes with --${needs}`);
    }
    const other = excludes.find((other) => given.has(other));
    if (other !== undefined) throw new UsageError(`--${name} does not go with --${other}`);
  }
}

function readOne(name: string, flag: Flag, text: string): string | number {
  const { choices } = flag;
  if (text === "") {
    const what = flag.value ?? choices?.join(", ") ?? "VALUE";
    throw new UsageError(`--${name} needs a value: ${what}`);
  }
  if (choices !== undefined && !choices.includes(text)) {
    const near = suggest(text, choices);
    const advice = near === undefined ? "choose from" : `did you mean ${near}? It can be`;
    throw new UsageError(`--${name} cannot be "${text}": ${advice} ${choices.join(", ")}`);
  }
  if (flag.type === "string") {
    // In "--library=~/Media" a shell leaves the "~" as it is, and a folder of that name would be made.
    if (takesPath(flag) && /^~(?:\/|$)/.test(text)) {
      throw new UsageError(`--${name} has a "~" that the shell left as it is: --${name} ${text}`);
    }
    return text;
  }
  if (!/^\d{1,15}$/.test(text)) throw new UsageError(`--${name} needs a whole number: "${text}"`);
  if (Number(text) < (flag.min ?? 0)) throw new UsageError(`--${name} needs at least ${flag.min}`);
  return Number(text);
}

/** Whether the value of `flag` is a path. */
export function takesPath(flag: Flag): boolean {
  return flag.type === "string" && /FILE|DIR|PATH|DB/.test(flag.value ?? "");
}

function unknownFlag(arg: string, names: readonly string[]): string {
  const near = suggest(arg.replace(/^-+/, ""), names);
  return `There is no flag ${arg}` + (near === undefined ? "" : `: did you mean --${near}?`);
}
