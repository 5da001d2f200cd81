import type { ParsedName } from "../record/mod.ts";

/** Fields of {@linkcode ParsedName} that are told by place, or put together from what several rules find. */
type NotOfRules =
  | "kind"
  | "title"
  | "alternativeTitle"
  | "country"
  | "season"
  | "episodeTitle"
  | "releaseGroup"
  | "confidence"
  | "explain";

/** What rules find in a name: the other fields of {@linkcode ParsedName}, and what only helps to read the rest. */
export interface Values extends Omit<ParsedName, NotOfRules> {
  /** The film's own title stands behind this. */
  readonly film?: boolean;
  /** Number of the disc of a season. */
  readonly disc?: number;
  /** Tells that the name is of a show, without a number ("Complete Series"). */
  readonly show?: boolean;
  /** Ends the title, and means nothing more: sizes, "INTERNAL". */
  readonly noise?: boolean;
  /** The words near it name languages of subtitles: "Subs". */
  readonly subtitles?: boolean;
}

/** A name of a property of {@linkcode Values}. */
export type Property = keyof Values;

/** {@linkcode Values} with every field there, so that all have one shape, which is what makes reading them fast. */
export type AllValues = { readonly [Key in Property]-?: Values[Key] | undefined };

/** `values` with the fields that they lack as `undefined`. */
export function fillValues(values: Values): AllValues {
  const all: { -readonly [Key in Property]-?: Values[Key] | undefined } = {
    year: undefined,
    seasons: undefined,
    episodes: undefined,
    absoluteEpisodes: undefined,
    date: undefined,
    part: undefined,
    editions: undefined,
    resolution: undefined,
    source: undefined,
    remux: undefined,
    videoCodec: undefined,
    audioCodecs: undefined,
    audioChannels: undefined,
    hdr: undefined,
    bitDepth: undefined,
    threeD: undefined,
    proper: undefined,
    repack: undefined,
    version: undefined,
    languages: undefined,
    subtitleLanguages: undefined,
    streamingService: undefined,
    checksum: undefined,
    container: undefined,
    ids: undefined,
    extra: undefined,
    film: undefined,
    disc: undefined,
    show: undefined,
    noise: undefined,
    subtitles: undefined,
  };
  for (const key in values) (all as Record<string, unknown>)[key] = values[key as Property];
  return all;
}

// V8 notes what a field has held, builds on it, and throws the code away when something else comes. So each of these
// fields holds something of every kind before any code is built.
for (const kind of [0, 0.5, "", true, [], {}, undefined]) {
  for (const key in fillValues({})) fillValues({ [key]: kind } as Values);
}

/** {@linkcode ParsedName} while it is put together: every field is there, for the same reason. */
export type Draft = { -readonly [Key in keyof ParsedName]-?: ParsedName[Key] | undefined } & {
  kind: ParsedName["kind"];
  confidence: number;
};

/** A draft in which nothing was found yet. Its fields stand in the order in which they are written out. */
export function newDraft(): Draft {
  return {
    kind: "unknown",
    title: undefined,
    alternativeTitle: undefined,
    year: undefined,
    country: undefined,
    season: undefined,
    seasons: undefined,
    episodes: undefined,
    absoluteEpisodes: undefined,
    date: undefined,
    episodeTitle: undefined,
    part: undefined,
    editions: undefined,
    resolution: undefined,
    source: undefined,
    remux: undefined,
    videoCodec: undefined,
    audioCodecs: undefined,
    audioChannels: undefined,
    hdr: undefined,
    bitDepth: undefined,
    threeD: undefined,
    proper: undefined,
    repack: undefined,
    version: undefined,
    releaseGroup: undefined,
    languages: undefined,
    subtitleLanguages: undefined,
    streamingService: undefined,
    checksum: undefined,
    container: undefined,
    ids: undefined,
    extra: undefined,
    confidence: 0,
    explain: undefined,
  };
}

/** The fields of `draft` that were found. */
export function toParsedName(draft: Draft): ParsedName {
  const out: { -readonly [Key in keyof ParsedName]: ParsedName[Key] } = {
    kind: draft.kind,
    confidence: draft.confidence,
  };
  if (draft.title !== undefined) out.title = draft.title;
  if (draft.alternativeTitle !== undefined) out.alternativeTitle = draft.alternativeTitle;
  if (draft.year !== undefined) out.year = draft.year;
  if (draft.country !== undefined) out.country = draft.country;
  if (draft.season !== undefined) out.season = draft.season;
  if (draft.seasons !== undefined) out.seasons = draft.seasons;
  if (draft.episodes !== undefined) out.episodes = draft.episodes;
  if (draft.absoluteEpisodes !== undefined) out.absoluteEpisodes = draft.absoluteEpisodes;
  if (draft.date !== undefined) out.date = draft.date;
  if (draft.episodeTitle !== undefined) out.episodeTitle = draft.episodeTitle;
  if (draft.part !== undefined) out.part = draft.part;
  if (draft.editions !== undefined) out.editions = draft.editions;
  if (draft.resolution !== undefined) out.resolution = draft.resolution;
  if (draft.source !== undefined) out.source = draft.source;
  if (draft.remux !== undefined) out.remux = draft.remux;
  if (draft.videoCodec !== undefined) out.videoCodec = draft.videoCodec;
  if (draft.audioCodecs !== undefined) out.audioCodecs = draft.audioCodecs;
  if (draft.audioChannels !== undefined) out.audioChannels = draft.audioChannels;
  if (draft.hdr !== undefined) out.hdr = draft.hdr;
  if (draft.bitDepth !== undefined) out.bitDepth = draft.bitDepth;
  if (draft.threeD !== undefined) out.threeD = draft.threeD;
  if (draft.proper !== undefined) out.proper = draft.proper;
  if (draft.repack !== undefined) out.repack = draft.repack;
  if (draft.version !== undefined) out.version = draft.version;
  if (draft.releaseGroup !== undefined) out.releaseGroup = draft.releaseGroup;
  if (draft.languages !== undefined) out.languages = draft.languages;
  if (draft.subtitleLanguages !== undefined) out.subtitleLanguages = draft.subtitleLanguages;
  if (draft.streamingService !== undefined) out.streamingService = draft.streamingService;
  if (draft.checksum !== undefined) out.checksum = draft.checksum;
  if (draft.container !== undefined) out.container = draft.container;
  if (draft.ids !== undefined) out.ids = draft.ids;
  if (draft.extra !== undefined) out.extra = draft.extra;
  if (draft.explain !== undefined) out.explain = draft.explain;
  return out;
}
