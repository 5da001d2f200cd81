import type { Match } from "./find_matches.ts";
import { SOURCE_RANK } from "./rules/source.ts";
import type { Draft, Values } from "./values.ts";

/** Puts what the matches say into `draft`: lists grow, of single values the first stays or the one that says more. */
export function gather(matches: readonly Match[], draft: Draft): void {
  const out = draft as unknown as Record<string, unknown>;
  let source: Match | undefined;
  let resolution: Match | undefined;
  let seasons: readonly number[] | undefined;
  let isNumbered = false;
  for (const match of matches) {
    const { values } = match;
    for (const key in values) {
      const value = values[key as keyof Values];
      switch (key) {
        case "noise":
        case "show":
        case "subtitles":
        case "disc":
          break;
        case "source":
          if (source === undefined || rankOf(match) > rankOf(source)) source = match;
          break;
        case "resolution":
          if (resolution === undefined || heightOf(match) > heightOf(resolution)) {
            resolution = match;
          }
          break;
        case "seasons": {
          // "Temporada 2 [Cap.1901]": the season beside the episode is the one that counts.
          const hasEpisodes = values.episodes !== undefined;
          if (seasons === undefined || (hasEpisodes && !isNumbered)) seasons = values.seasons;
          else if (hasEpisodes === isNumbered) seasons = merge(seasons, values.seasons!);
          isNumbered ||= hasEpisodes;
          break;
        }
        case "ids":
          out["ids"] = { ...value as object, ...out["ids"] as object };
          break;
        default:
          if (out[key] === undefined) out[key] = value;
          else if (Array.isArray(value)) out[key] = merge(out[key] as unknown[], value);
      }
    }
  }
  if (source !== undefined) draft.source = source.values.source!;
  if (resolution !== undefined) draft.resolution = resolution.values.resolution!;
  if (seasons === undefined) return;
  if (seasons.length === 1) draft.season = seasons[0]!;
  else draft.seasons = [...seasons].sort((a, b) => a - b);
}

/** An ordinary word says least, then what is broad: "SATrip … HDTV", "PPV HDTV", "HDTV … WEB-DL". */
function rankOf({ rule, values }: Match): number {
  return (rule.when === undefined ? 100 : 0) + SOURCE_RANK.indexOf(values.source!);
}

/** The tallest of several, "720p-1080p"; "4K" and "UHD" are less exact than a number. */
function heightOf({ rule, values }: Match): number {
  const height = parseInt(values.resolution!);
  return "spellings" in rule ? height / 10 : height;
}

function merge<T>(all: readonly T[], more: readonly T[]): readonly T[] {
  let out: T[] | undefined;
  for (const value of more) if (!all.includes(value)) (out ??= [...all]).push(value);
  return out ?? all;
}
