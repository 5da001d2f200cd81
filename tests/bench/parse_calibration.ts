/**
 * How well `confidence` tells right titles from wrong ones: reads names with known answers and prints a table of bands.
 *
 *     deno run --allow-read tests/bench/parse_calibration.ts CORPUS.ndjson…
 *
 * A line of the corpus is `{input, expect: {kind?, title?, year?, season?, episode?, …}, contains?}`: what stands in `expect`
 * must be read so, `{"any": […]}` is one of several, and of a list in `contains` at least what stands there. Only lines with
 * a title count, and of their fields those that decide where a file goes.
 */
import { parsePath } from "../../lib/parse/mod.ts";
import type { ParsedName } from "../../lib/record/mod.ts";
import { foldTitle } from "../../lib/text/mod.ts";

interface Case {
  readonly input: string;
  readonly expect: Readonly<Record<string, unknown>>;
  readonly contains?: readonly string[];
}

/** Where the bands begin. */
const BANDS = [0, 0.86, 0.93, 0.97, 0.99];

function toList(value: unknown): readonly unknown[] {
  return value === undefined || value === null ? [] : Array.isArray(value) ? value : [value];
}

/** Titles are equal but for spacing, a leading article, and a year or country behind them. */
function toTitle(value: unknown): string {
  return foldTitle(String(value).replaceAll("&", " and "))
    .replace(/ (?:19|20)\d\d$/, "").replace(/ (?:us|uk|au|nz|ca|gb)$/, "")
    .replace(/^(?:the|an?) /, "").replaceAll(" ", "");
}

/** Whether the numbers found under one of `keys` are those that are expected. */
function hasNumbers(
  parsed: ParsedName,
  expected: readonly unknown[],
  { keys, isPart }: { readonly keys: readonly (keyof ParsedName)[]; readonly isPart: boolean },
): boolean {
  const found = keys.map((key) => toList(parsed[key])).find((list) => list.length > 0) ?? [];
  const isThere = expected.every((value) => found.includes(value));
  return isThere && (isPart || found.length === new Set(expected).size);
}

function isRight({ expect, contains = [] }: Case, parsed: ParsedName): boolean {
  const isPart = contains.includes("episode") || contains.includes("episodes");
  const seasons = toList(expect["seasons"] ?? expect["season"]);
  const hasSeason = seasons.length > 0;
  return Object.entries(expect).every(([key, value]) => {
    switch (key) {
      case "title": {
        const titles = (value as { any?: unknown[] }).any ?? [value];
        return titles.some((title) => toTitle(title) === toTitle(parsed.title ?? ""));
      }
      case "kind":
      case "year":
      case "date":
      case "part":
        return (parsed[key] ?? null) === value;
      case "season":
      case "seasons":
        return hasNumbers(parsed, seasons, { keys: ["season", "seasons"], isPart: false });
      case "episode":
      case "episodes": {
        const wanted = toList(expect["episodes"] ?? expect["episode"]);
        // A number without a season may be counted through the show as well.
        const keys = hasSeason || wanted.length === 0
          ? ["episodes"] as const
          : ["episodes", "absoluteEpisodes"] as const;
        return hasNumbers(parsed, wanted, { keys, isPart });
      }
      case "absolute_episode": {
        const keys = hasSeason && expect["episode"] !== undefined
          ? ["absoluteEpisodes"] as const
          : ["absoluteEpisodes", "episodes"] as const;
        return hasNumbers(parsed, toList(value), { keys, isPart: contains.includes(key) });
      }
      default:
        return true;
    }
  });
}

if (import.meta.main) {
  const bands = BANDS.map((from) => ({ from, names: 0, wrong: 0 }));
  let all = 0;
  for (const path of Deno.args) {
    for (const line of Deno.readTextFileSync(path).split("\n")) {
      if (line === "") continue;
      const one = JSON.parse(line) as Case;
      if (one.expect["title"] === undefined || one.expect["title"] === null) continue;
      const parsed = parsePath(one.input);
      const band = bands.findLast(({ from }) => parsed.confidence >= from)!;
      all++;
      band.names++;
      if (!isRight(one, parsed)) band.wrong++;
    }
  }
  // deno-lint-ignore no-console -- This is what the bench is for.
  const say = console.log;
  say("confidence   names    share   wrong   errors");
  bands.forEach(({ from, names, wrong }, index) => {
    const to = (BANDS[index + 1] ?? 1).toFixed(2);
    const share = `${(100 * names / all).toFixed(1)} %`.padStart(8);
    const errors = `${(100 * wrong / names).toFixed(2)} %`.padStart(9);
    const count = `${String(names).padStart(7)} ${share} ${String(wrong).padStart(7)}`;
    say(`${from.toFixed(2)}–${to} ${count} ${errors}`);
  });
}
