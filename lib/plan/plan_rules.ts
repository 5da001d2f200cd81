import type { ActionName } from "../record/mod.ts";
import { compileTemplate } from "./compile_template.ts";
import type { Template } from "./template.ts";
import { type Preset, PRESETS, type ServerName } from "./templates/mod.ts";

/** The ways to put a file into its place that a plan may ask for. */
export const ACTIONS = ["move"] as const satisfies readonly ActionName[];

/** A way to put a file into its place. */
export type PlanAction = typeof ACTIONS[number];

/** Where files go and what they are called there. */
export interface PlanOptions {
  /** Absolute folder that holds `Movies` and `TV Shows`. */
  readonly library?: string | undefined;
  /**
   * Absolute folder of all films.
   * @default `Movies` in `library`
   */
  readonly movies?: string | undefined;
  /**
   * Absolute folder of all shows.
   * @default `TV Shows` in `library`
   */
  readonly shows?: string | undefined;
  /**
   * Whose rules names follow.
   * @default "plex"
   */
  readonly server?: ServerName | undefined;
  /**
   * What `apply` does.
   * @default "move"
   */
  readonly action?: PlanAction | undefined;
  /**
   * Names records without a match after what their own names say.
   * @default false
   */
  readonly fromNames?: boolean | undefined;
  /**
   * Renames files in the library whose names the server reads well, but that are not spelled as the preset does.
   * @default false
   */
  readonly strictNames?: boolean | undefined;
}

/** {@linkcode PlanOptions} made ready for many records. */
export interface PlanRules {
  readonly action: PlanAction;
  readonly fromNames: boolean;
  readonly strictNames: boolean;
  readonly preset: Preset;
  readonly movie: Place;
  readonly episode: Place;
}

/** Where films or shows go, and what they are called there. */
export interface Place {
  /** What the user named: the target must lie under it. */
  readonly library: string | undefined;
  readonly root: string | undefined;
  /** Folder of a film or show, where its extras lie. */
  readonly title: Template | undefined;
  /** The whole path of a film or episode. */
  readonly whole: Template;
  readonly extras: Readonly<Record<string, Template>>;
}

/**
 * Makes `options` ready for many records.
 *
 * @throws {TypeError} if a folder is not absolute
 */
export function toPlanRules(options: PlanOptions): PlanRules {
  const { library, movies, shows, server = "plex", action = "move" } = options;
  const preset: Preset = PRESETS[server];
  const cut = preset.movie.lastIndexOf("/");
  return {
    action,
    fromNames: options.fromNames ?? false,
    strictNames: options.strictNames ?? false,
    preset,
    movie: {
      ...toRoot(library, movies, "Movies"),
      title: cut < 0 ? undefined : compileTemplate(preset.movie.slice(0, cut)),
      whole: compileTemplate(preset.movie),
      extras: compileAll(preset.extras),
    },
    episode: {
      ...toRoot(library, shows, "TV Shows"),
      title: compileTemplate(preset.show),
      whole: compileTemplate(`${preset.show}/${preset.season}/${preset.episode}`),
      extras: compileAll(preset.showExtras ?? preset.extras),
    },
  };
}

function compileAll(texts: Preset["extras"]): Readonly<Record<string, Template>> {
  return Object.fromEntries(
    Object.entries(texts).map(([kind, text]) => [kind, compileTemplate(text)]),
  );
}

function toRoot(library: string | undefined, own: string | undefined, name: string) {
  const named = own ?? library;
  if (named !== undefined && !named.startsWith("/")) {
    throw new TypeError(`Cannot plan into "${named}": it is not absolute`);
  }
  const folder = named?.replace(/\/+$/, "");
  return {
    library: folder === "" ? "/" : folder,
    root: own === undefined && folder !== undefined ? `${folder}/${name}` : folder,
  };
}
