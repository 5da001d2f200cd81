import type { Ids } from "./ids.ts";

/** The eight kinds of extras that Plex knows. */
export type ExtraKind =
  | "behindthescenes"
  | "deleted"
  | "featurette"
  | "interview"
  | "scene"
  | "short"
  | "trailer"
  | "other";

/** What a file's name and its folders say. A field that is absent was not found. */
export interface ParsedName {
  /** `unknown` where the name tells neither. */
  readonly kind: "movie" | "episode" | "unknown";
  /** Of the film or show, without year and tags. */
  readonly title?: string;
  /** A second title in the name, as after `AKA`. */
  readonly alternativeTitle?: string;
  /** Of the film, or the first of the show. */
  readonly year?: number;
  /** Tells shows of one title apart: the `US` or `UK` of "The Office US", where it is not part of `title`. */
  readonly country?: string;
  /** The one season; with several, `seasons` holds them all and this is absent. */
  readonly season?: number;
  /** Ascending. */
  readonly seasons?: readonly number[];
  /** All episodes in the file, ascending: a range is written out. */
  readonly episodes?: readonly number[];
  /** Numbers counted through the whole show; a recap may be 12.5. */
  readonly absoluteEpisodes?: readonly number[];
  /** Air date, `YYYY-MM-DD`. */
  readonly date?: string;
  /** What the name says of the episode after its number. */
  readonly episodeTitle?: string;
  /** Which piece of a movie or episode cut into several files, from 1. */
  readonly part?: number;
  /** `Director's Cut`, `Extended`, `Remastered`… */
  readonly editions?: readonly string[];
  /** `2160p`, `1080p`, `1080i`, `720p`… */
  readonly resolution?: string;
  /** `BluRay`, `BDRip`, `WEB-DL`, `WEBRip`, `HDTV`, `DVD`, `DVDRip`… */
  readonly source?: string;
  /** Taken from the disc without encoding. */
  readonly remux?: boolean;
  /** `H.264`, `H.265`, `XviD`, `AV1`… */
  readonly videoCodec?: string;
  /** `AC3`, `EAC3`, `TrueHD`, `Atmos`, `DTS`, `DTS-HD`… */
  readonly audioCodecs?: readonly string[];
  /** `2.0`, `5.1`, `7.1`… */
  readonly audioChannels?: string;
  /** `HDR`, `HDR10+`, `DV`, `HLG`, `SDR` */
  readonly hdr?: readonly string[];
  /** 8, 10 or 12 */
  readonly bitDepth?: number;
  /** Made for 3D screens. */
  readonly threeD?: boolean;
  /** Corrects an earlier release of another group. */
  readonly proper?: boolean;
  /** Corrects an earlier release of the same group. */
  readonly repack?: boolean;
  /** The 2 of `v2`. */
  readonly version?: number;
  /** Who made the release, as written. */
  readonly releaseGroup?: string;
  /** ISO 639-1; `mul` where the name says only that there are several. */
  readonly languages?: readonly string[];
  /** ISO 639-1. */
  readonly subtitleLanguages?: readonly string[];
  /** Where it was streamed, as `Netflix`. */
  readonly streamingService?: string;
  /** CRC-32 of an anime release, eight hexadecimal digits. */
  readonly checksum?: string;
  /** The file's extension in lower case, without the dot. */
  readonly container?: string;
  /** Ids that stand in the name or its folders. */
  readonly ids?: Ids;
  /** Set where this is not the film or episode itself but something about it. */
  readonly extra?: ExtraKind;
  /** How likely kind and title are right, 0 to 1. */
  readonly confidence: number;
  /** Only with `--explain`: which rule or place claimed which span of the name, and why the rest is as it is. */
  readonly explain?: unknown;
}
