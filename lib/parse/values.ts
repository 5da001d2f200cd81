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
  /** Address of a site that stands before or behind the name. */
  readonly site?: string;
  /** Ends the title, and means nothing more: sizes, "INTERNAL". */
  readonly noise?: boolean;
  /** The title's other name begins behind it: "AKA". */
  readonly alias?: boolean;
  /** The words near it name languages of subtitles: "Subs". */
  readonly subtitles?: boolean;
}

/** A name of a property of {@linkcode Values}. */
export type Property = keyof Values;

/** {@linkcode ParsedName} while it is put together. */
export type Draft = { -readonly [Key in keyof ParsedName]: ParsedName[Key] };
