import type { Match } from "./find_matches.ts";
import { SOURCE_RANK } from "./rules/source.ts";
import type { Draft } from "./values.ts";

/** Puts what the matches say into `draft`: lists grow, of single values the first stays or the one that says more. */
export function gather(matches: readonly Match[], draft: Draft): void {
  const ofSubtitles = findSubtitles(matches);
  let source: Match | undefined;
  let resolution: Match | undefined;
  let seasons: readonly number[] | undefined;
  /** Whether the seasons, and the episodes, come from a match that has both. */
  let isNumbered = false;
  let hasBoth = false;
  for (let index = 0; index < matches.length; index++) {
    const match = matches[index]!;
    const { values } = match;
    if (values.source !== undefined && (source === undefined || rankOf(match) > rankOf(source))) {
      source = match;
    }
    if (
      values.resolution !== undefined &&
      (resolution === undefined || heightOf(match) > heightOf(resolution))
    ) resolution = match;
    const isWhole = values.episodes !== undefined && values.seasons !== undefined;
    if (values.seasons !== undefined) {
      // "Temporada 2 [Cap.1901]": the season beside the episode is the one that counts.
      if (seasons === undefined || (isWhole && !isNumbered)) ({ seasons } = values);
      else if (isWhole === isNumbered) seasons = merge(seasons, values.seasons);
      isNumbered ||= isWhole;
    }
    if (values.episodes !== undefined) {
      // "S02E31 - Episode 55": the number beside the season is the one that counts.
      if (draft.episodes === undefined || (isWhole && !hasBoth)) draft.episodes = values.episodes;
      else if (isWhole === hasBoth) draft.episodes = merge(draft.episodes, values.episodes);
      hasBoth ||= isWhole;
    }
    if (values.languages !== undefined) {
      if (ofSubtitles.has(match)) {
        draft.subtitleLanguages = merge(draft.subtitleLanguages, values.languages);
      } else draft.languages = merge(draft.languages, values.languages);
    }
    const next = matches[index + 1];
    if (values.subtitleLanguages !== undefined && (next === undefined || !ofSubtitles.has(next))) {
      draft.subtitleLanguages = merge(draft.subtitleLanguages, values.subtitleLanguages);
    }
    takeRest(match, draft);
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

/** The fields that need no choice. */
function takeRest({ values }: Match, draft: Draft): void {
  if (values.year !== undefined) draft.year ??= values.year;
  if (values.videoCodec !== undefined) draft.videoCodec ??= values.videoCodec;
  if (values.audioCodecs !== undefined) {
    draft.audioCodecs = merge(draft.audioCodecs, values.audioCodecs);
  }
  if (values.audioChannels !== undefined) draft.audioChannels ??= values.audioChannels;
  if (values.streamingService !== undefined) draft.streamingService ??= values.streamingService;
  if (values.date !== undefined) draft.date ??= values.date;
  if (values.part !== undefined) draft.part ??= values.part;
  if (values.remux !== undefined) draft.remux = values.remux;
  if (values.hdr !== undefined) draft.hdr = merge(draft.hdr, values.hdr);
  if (values.bitDepth !== undefined) draft.bitDepth ??= values.bitDepth;
  if (values.threeD !== undefined) draft.threeD = values.threeD;
  if (values.editions !== undefined) draft.editions = merge(draft.editions, values.editions);
  if (values.proper !== undefined) draft.proper = values.proper;
  if (values.repack !== undefined) draft.repack = values.repack;
  if (values.version !== undefined) draft.version ??= values.version;
  if (values.absoluteEpisodes !== undefined) {
    draft.absoluteEpisodes = merge(draft.absoluteEpisodes, values.absoluteEpisodes);
  }
  if (values.checksum !== undefined) draft.checksum ??= values.checksum;
  if (values.container !== undefined) draft.container ??= values.container;
  if (values.ids !== undefined) draft.ids = { ...values.ids, ...draft.ids };
  if (values.extra !== undefined) draft.extra ??= values.extra;
}

const NO_MATCHES: ReadonlySet<Match> = new Set();

/** The languages behind "Sub", else the one before it: "Sub Ita Eng", "SPANISH.SUBBED". */
function findSubtitles(matches: readonly Match[]): ReadonlySet<Match> {
  let found: Set<Match> | undefined;
  for (let index = 0; index < matches.length; index++) {
    if (matches[index]!.values.subtitles !== true) continue;
    found ??= new Set();
    let at = index;
    while (isNext(matches[at]!, matches[at + 1])) found.add(matches[++at]!);
    // "German.Custom.Subbed", but not "[Castellano][Subs]"
    const gap = matches[index - 1]?.values.noise === true ? 2 : 1;
    const before = matches[index - gap];
    if (at === index && before?.values.languages !== undefined) {
      const isClose = matches[index]!.start <= matches[index - 1]!.end + 1;
      if (isClose && before.last >= matches[index]!.first - gap) found.add(before);
    }
  }
  return found ?? NO_MATCHES;
}

function isNext(match: Match, next: Match | undefined): boolean {
  return next?.values.languages !== undefined && next.first === match.last + 1;
}

/** An ordinary word says least, then what is broad: "SATrip … HDTV", "PPV HDTV", "HDTV … WEB-DL". */
function rankOf({ rule, values }: Match): number {
  return (rule.when === undefined ? 100 : 0) + SOURCE_RANK.indexOf(values.source!);
}

/** The tallest of several, "720p-1080p"; "4K" and "UHD" are less exact than a number. */
function heightOf({ rule, values, start, end }: Match): number {
  const height = parseInt(values.resolution!);
  const isLoose = rule.when !== undefined || end - start < 4 || values.source !== undefined;
  return isLoose ? height / 10 : height;
}

function merge<T>(all: readonly T[] | undefined, more: readonly T[]): readonly T[] {
  if (all === undefined) return more;
  let out: T[] | undefined;
  for (const value of more) if (!all.includes(value)) (out ??= [...all]).push(value);
  return out ?? all;
}
