import type { RecordError } from "./errors.ts";

/**
 * One line of NDJSON: one playable unit, that is a video or disc folder with its sidecars. Each stage owns one key and
 * writes no other; fields that a stage does not know travel on untouched.
 */
export interface MediaRecord {
  /** Makes this a failed record, which later stages pass by. */
  readonly errors?: readonly RecordError[];
  /** Fields that a stage does not know. */
  readonly [field: string]: unknown;
}

/** A record that a stage could not do its work on. */
export interface FailedRecord extends MediaRecord {
  /** Why, at least one. */
  readonly errors: readonly [RecordError, ...RecordError[]];
}

/** What `scan` writes. */
export interface FileRecord extends MediaRecord {
  /** Version of this contract. */
  readonly v?: 1;
  /** The file as `scan` found it. */
  readonly file: MediaFile;
}

/** What `parse` writes. */
export interface ParsedRecord extends FileRecord {
  /** What its name says. */
  readonly parsed: ParsedName;
}

/** What `enrich` writes. */
export interface EnrichedRecord extends ParsedRecord {
  /** Which film or episode it is. */
  readonly match: Match;
}

/** What `plan` writes; `match` is missing where it planned from names alone. */
export interface PlannedRecord extends ParsedRecord {
  /** Which film or episode it is, where that was asked. */
  readonly match?: Match;
  /** Where it belongs. */
  readonly plan: Plan;
}

/** What `apply` and `undo` write. */
export interface AppliedRecord extends FileRecord {
  /** What was done. */
  readonly result: Result;
}

/** `video`, or `disc` (a VIDEO_TS or BDMV folder); the others only with `scan --all`. */
export type FileKind = "video" | "disc" | "sidecar" | "other";

/** A video or disc folder as it lay on the disk when it was scanned. */
export interface MediaFile {
  /** Absolute. A bare path that `parse` read from a list may be relative. */
  readonly path: string;
  /** The folder that the user named. */
  readonly root?: string;
  /** Bytes; of a disc folder, of all its files. */
  readonly size?: number;
  /** ISO 8601, to the millisecond; of a disc folder, the newest of its files. */
  readonly mtime?: string;
  /** Device. Like `ino` and `nlink` left out where it is no safe integer, and then not checked. */
  readonly dev?: number;
  /** Inode. */
  readonly ino?: number;
  /** Number of hard links. */
  readonly nlink?: number;
  /** What it is; a bare path has none. */
  readonly kind?: FileKind;
  /** Number of files in a disc folder. */
  readonly files?: number;
  /** What belongs to the video and moves with it, sorted by path. */
  readonly sidecars?: readonly Sidecar[];
  /** Only with `scan --all`: why this would have been left out. Later stages pass such a record by. */
  readonly excluded?: { readonly reason: string };
}

/** What a sidecar is. */
export type SidecarKind = "subtitle" | "nfo" | "artwork" | "other";

/** Properties of a subtitle track that stand in its file's name. */
export type SubtitleFlag = "forced" | "sdh" | "cc" | "default";

/** A file that belongs to one video: subtitle, NFO, artwork. */
export interface Sidecar {
  /** Absolute. */
  readonly path: string;
  /** What it is. */
  readonly kind: SidecarKind;
  /** Bytes. */
  readonly size?: number;
  /** ISO 8601, to the millisecond. */
  readonly mtime?: string;
  /** Inode. */
  readonly ino?: number;
  /** ISO 639-1, else 639-2. */
  readonly language?: string;
  /** What the name says of the track. */
  readonly flags?: readonly SubtitleFlag[];
}

/** Identity at the metadata services. */
export interface Ids {
  /** At themoviedb.org. */
  readonly tmdb?: number;
  /** At thetvdb.com. */
  readonly tvdb?: number;
  /** At tvmaze.com. */
  readonly tvmaze?: number;
  /** `tt…` */
  readonly imdb?: string;
}

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

/** How sure a match is; only the first two are acted on. */
export type MatchStatus = "sure" | "likely" | "ambiguous" | "none" | "unavailable";

/** One title that may be meant. */
export interface MatchCandidate {
  /** Row of the table of providers. */
  readonly provider: string;
  /** A film, or a show of which an episode is meant. */
  readonly kind: "movie" | "episode";
  /** At the services that know it. */
  readonly ids: Ids;
  /** As the provider writes it. */
  readonly title: string;
  /** Of the film, or the first of the show. */
  readonly year?: number;
  /** 0 to 1. */
  readonly score: number;
}

/** An episode as the chosen show's own list has it. */
export interface MatchedEpisode {
  /** 0 for specials. */
  readonly season: number;
  /** Within the season. */
  readonly number: number;
  /** As the provider writes it. */
  readonly title?: string;
  /** `YYYY-MM-DD` */
  readonly airDate?: string;
}

/** Which film or show a name means, and how sure that is. */
export interface Match {
  /** Whether it is acted on. */
  readonly status: MatchStatus;
  /** Decides where `parsed.kind` is `unknown`. */
  readonly kind?: "movie" | "episode";
  /** Row of the table of providers. */
  readonly provider?: string;
  /** At the services that know it. */
  readonly ids?: Ids;
  /** As the provider writes it. */
  readonly title?: string;
  /** In the language it was made in. */
  readonly originalTitle?: string;
  /** Of the film, or the first of the show. */
  readonly year?: number;
  /** 0 for specials. */
  readonly season?: number;
  /** What the file holds, ascending. */
  readonly episodes?: readonly MatchedEpisode[];
  /** Of the chosen or best candidate, 0 to 1. */
  readonly score?: number;
  /** How far the runner-up is behind, 0 to 1. */
  readonly gap?: number;
  /** What spoke for and against, in snake_case. */
  readonly reasons: readonly string[];
  /** Best first, five at most. */
  readonly candidates?: readonly MatchCandidate[];
  /** ISO 8601: when the provider's reply was made. */
  readonly fetchedAt?: string;
  /** The provider was out of reach, and this is what it said before. */
  readonly stale?: boolean;
}

/** The ways to put a file into its place. */
export type ActionName = "move" | "copy" | "hardlink" | "symlink" | "reflink" | "replace" | "none";

/** What shall become of a file. */
export interface Plan {
  /** `none` leaves the file where it is. */
  readonly action: ActionName;
  /** Absolute root that `target` must lie under. */
  readonly library?: string;
  /** Absolute. */
  readonly target?: string;
  /** Where what belongs to the video goes. */
  readonly sidecars?: readonly PlannedSidecar[];
  /** Only with `replace`: what stands in the way, its sidecars after it, and where in the library's trash each goes. */
  readonly replaces?: readonly ReplacedFile[];
  /** Only with `replace`: how the new file is placed. @default "move" */
  readonly via?: "move" | "copy" | "hardlink" | "symlink" | "reflink";
  /** Sidecars that stay where they are, since the folder of the film or show gets such a file from another record. */
  readonly leftBehind?: readonly string[];
  /** Whose naming rules: `plex`… */
  readonly server?: string;
  /** Why nothing is to be done (`already_valid`, `ambiguous`…), or what is odd about what is. */
  readonly reason?: string;
  /** For people: what decided between two files, such as `2160p over 1080p of record 3 of the input`. */
  readonly why?: string;
  /** A file that would make Plex match the show where it lies: for whoever writes it. */
  readonly plexmatch?: PlexmatchFile;
}

/** What is to stand in a show's folder for Plex. */
export interface PlexmatchFile {
  /** Absolute: `.plexmatch` in the folder of the show. */
  readonly path: string;
  /** Its lines. */
  readonly text: string;
}

/** Where one sidecar goes; both absolute. */
export interface PlannedSidecar {
  /** As it lies now. */
  readonly source: string;
  /** As it shall lie. */
  readonly target: string;
}

/** A file of the library that gives way to a better one; nothing is deleted. */
export interface ReplacedFile {
  /** As it lies now, absolute. */
  readonly path: string;
  /** Where it goes, absolute, below `.shelve-trash/` of the library. */
  readonly trash: string;
  /** Bytes, as scanned. */
  readonly size?: number;
  /** ISO 8601, to the millisecond, as scanned. */
  readonly mtime?: string;
  /** Inode, as scanned. */
  readonly ino?: number;
}

/** What was placed, and what `undo` compares before it touches it. */
export interface PlacedFile {
  /** Absolute. */
  readonly source: string;
  /** Absolute. */
  readonly target: string;
  /** Bytes. */
  readonly size: number;
  /** ISO 8601, to the millisecond. */
  readonly mtime: string;
  /** Inode. */
  readonly ino?: number;
  /** SHA-256, hexadecimal; only where the file was copied. */
  readonly hash?: string;
  /** How it was placed. */
  readonly method: string;
}

/** What was done. */
export interface Result {
  /** `skipped` where nothing was to be done. */
  readonly status: "done" | "skipped";
  /** Id of the run, which names its journal. */
  readonly run: string;
  /** Number of the operation in its run. */
  readonly op: number;
  /** The plan's action, or that it was taken back. */
  readonly action: ActionName | "undo";
  /** `link`, `rename`, `copy`… */
  readonly method?: string;
  /** Absolute. */
  readonly source: string;
  /** Absolute. */
  readonly target: string;
  /** What was placed along with it. */
  readonly sidecars?: readonly PlacedFile[];
  /** What it replaced: each from the library (`source`) to its trash (`target`). */
  readonly replaced?: readonly PlacedFile[];
  /** Bytes placed, sidecars included. */
  readonly bytes?: number;
  /** ISO 8601. */
  readonly at: string;
  /** `partial`: owner or extended attributes did not come along. */
  readonly metadata?: "full" | "partial";
  /** Why it was skipped. */
  readonly reason?: string;
  /** Bytes of the file itself. */
  readonly size?: number;
  /** ISO 8601, to the millisecond. */
  readonly mtime?: string;
  /** Inode. */
  readonly ino?: number;
  /** SHA-256, hexadecimal; only where the file was copied. */
  readonly hash?: string;
}
