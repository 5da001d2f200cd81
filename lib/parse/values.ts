import type { ExtraKind, Ids, ParsedName } from "../record/mod.ts";

/** What rules find in a name: the fields of {@linkcode ParsedName}, and what only helps to read the rest. */
export interface Values {
  readonly year?: number;
  readonly seasons?: readonly number[];
  readonly episodes?: readonly number[];
  readonly absoluteEpisodes?: readonly number[];
  /** `YYYY-MM-DD` */
  readonly date?: string;
  readonly part?: number;
  readonly editions?: readonly string[];
  readonly resolution?: string;
  readonly source?: string;
  readonly remux?: boolean;
  readonly videoCodec?: string;
  readonly audioCodecs?: readonly string[];
  readonly audioChannels?: string;
  readonly hdr?: readonly string[];
  readonly bitDepth?: number;
  readonly threeD?: boolean;
  readonly proper?: boolean;
  readonly repack?: boolean;
  readonly version?: number;
  readonly languages?: readonly string[];
  readonly subtitleLanguages?: readonly string[];
  readonly streamingService?: string;
  readonly checksum?: string;
  readonly container?: string;
  readonly ids?: Ids;
  readonly extra?: ExtraKind;
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
    disc: undefined,
    show: undefined,
    noise: undefined,
    subtitles: undefined,
  };
  for (const key in values) (all as Record<string, unknown>)[key] = values[key as Property];
  return all;
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
  const out: Record<string, unknown> = {};
  for (const key in draft) {
    const value = draft[key as keyof Draft];
    if (value !== undefined) out[key] = value;
  }
  return out as unknown as ParsedName;
}
