import type { ExtraKind } from "../../record/mod.ts";

/**
 * How one server wants its library: texts for {@linkcode compileTemplate}, none with an extension.
 */
export interface Preset {
  /** As it stands in `plan.server`. */
  readonly name: string;
  /** Folder and file of a film. */
  readonly movie: string;
  /** Folder of a show. */
  readonly show: string;
  /** Folder of a season, in the show's. */
  readonly season: string;
  /** File of an episode, in the season's folder. */
  readonly episode: string;
  /** Files about a film or show, in its folder; kinds that are not here stay where they are. */
  readonly extras: Readonly<Partial<Record<ExtraKind, string>>>;
  /** The same about a show. @default extras */
  readonly showExtras?: Readonly<Partial<Record<ExtraKind, string>>>;
  /** What follows the stem of an episode's own picture. */
  readonly thumb: string;
  /** What the server reads well besides. */
  readonly reads: ReadingRules;
}

/**
 * What a server reads well besides the names that its preset writes: a file that bears such a name
 * is left alone.
 */
export interface ReadingRules {
  /** An id in a name, with its `source` (`tmdb`…) and `id`; global. */
  readonly tag: RegExp;
  /** Folder of a season, with its `number`; of specials without one. */
  readonly season: RegExp;
  /** Piece of a split file at the end of its name, with its `number`. */
  readonly part: RegExp;
  /** A film may be a disc: a folder, `VIDEO_TS` or `BDMV`, or an image, `.iso`. */
  readonly discs: boolean;
  /** `s01e01-e03` means three episodes, not two. */
  readonly ranges: boolean;
  /** A date may be written 15-11-2011 as well. */
  readonly dayFirst: boolean;
  /** Any folders or none may stand between a show's folder and its files. */
  readonly anyFolders: boolean;
  /** A version's file must begin with the name of its folder. */
  readonly versionsRepeatFolder: boolean;
  /** Folders of extras, other than trailers, besides those of the preset. */
  readonly extraFolders?: RegExp | undefined;
}
