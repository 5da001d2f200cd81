import type { ExtraKind } from "../../record/mod.ts";

/** How one server wants its library: texts for {@linkcode compileTemplate}, none with an extension. */
export interface Preset {
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
  /**
   * The same about a show.
   * @default extras
   */
  readonly showExtras?: Readonly<Partial<Record<ExtraKind, string>>>;
  /** What follows the stem of an episode's own picture. */
  readonly thumb: string;
}
