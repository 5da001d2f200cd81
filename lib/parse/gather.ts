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
  let numbered: boolean | undefined;
  const ofSubtitles = findSubtitles(matches);
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
        case "episodes":
          // "S02E31 - Episode 55": the number beside the season is the one that counts.
          if (numbered === undefined || (values.seasons !== undefined && !numbered)) {
            draft.episodes = values.episodes!;
          } else if (numbered === (values.seasons !== undefined)) {
            draft.episodes = merge(draft.episodes!, values.episodes!);
          } else break;
          numbered = values.seasons !== undefined;
          break;
        case "seasons": {
          // "Temporada 2 [Cap.1901]": the season beside the episode is the one that counts.
          const hasEpisodes = values.episodes !== undefined;
          if (seasons === undefined || (hasEpisodes && !isNumbered)) seasons = values.seasons;
          else if (hasEpisodes === isNumbered) seasons = merge(seasons, values.seasons!);
          isNumbered ||= hasEpisodes;
          break;
        }
        case "languages": {
          const field = ofSubtitles.has(match) ? "subtitleLanguages" : key;
          out[field] = merge(out[field] as unknown[] ?? [], value as unknown[]);
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
  if (draft.episodes !== undefined && draft.episodes.length > 1) {
    draft.episodes = [...draft.episodes].sort((a, b) => a - b);
  }
  if (seasons === undefined) return;
  if (seasons.length === 1) draft.season = seasons[0]!;
  else draft.seasons = [...seasons].sort((a, b) => a - b);
}

/** The languages behind "Sub", else the one before it: "Sub Ita Eng", "SPANISH.SUBBED". */
function findSubtitles(matches: readonly Match[]): ReadonlySet<Match> {
  let found: Set<Match> | undefined;
  for (let index = 0; index < matches.length; index++) {
    if (matches[index]!.values.subtitles !== true) continue;
    found ??= new Set();
    let at = index;
    while (isNext(matches[at]!, matches[at + 1])) found.add(matches[++at]!);
    const before = matches[index - 1];
    if (
      at === index && before?.values.languages !== undefined &&
      before.last >= matches[index]!.first - 2
    ) {
      found.add(before);
    }
  }
  return found ?? NO_MATCHES;
}

const NO_MATCHES: ReadonlySet<Match> = new Set();

function isNext(match: Match, next: Match | undefined): boolean {
  return next?.values.languages !== undefined && next.first === match.last + 1;
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
