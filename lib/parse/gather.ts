import type { Match } from "./find_matches.ts";
import type { Draft, Values } from "./values.ts";

/** Puts what the matches say into `draft`: lists grow, of single values the first stays. */
export function gather(matches: readonly Match[], draft: Draft): void {
  const out = draft as unknown as Record<string, unknown>;
  let seasons: number[] = [];
  for (const { values } of matches) {
    for (const key in values) {
      const value = values[key as keyof Values];
      if (IGNORED.has(key)) continue;
      if (key === "seasons") seasons = merge(seasons, value as number[]);
      else if (key === "ids") out["ids"] = { ...value as object, ...out["ids"] as object };
      else if (Array.isArray(value)) out[key] = merge(out[key] as unknown[] ?? [], value);
      else if (out[key] === undefined) out[key] = value;
    }
  }
  if (seasons.length === 1) draft.season = seasons[0]!;
  else if (seasons.length > 1) draft.seasons = seasons.sort((a, b) => a - b);
  if (draft.episodes !== undefined) draft.episodes = [...draft.episodes].sort((a, b) => a - b);
  if (draft.audioCodecs?.includes("Atmos") && draft.audioCodecs.length === 2) return;
}

const IGNORED: ReadonlySet<string> = new Set([
  "noise",
  "show",
  "site",
  "alias",
  "subtitles",
  "disc",
]);

function merge<T>(all: readonly T[], more: readonly T[]): T[] {
  const out = [...all];
  for (const value of more) if (!out.includes(value)) out.push(value);
  return out;
}
