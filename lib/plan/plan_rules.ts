import type { ActionName, ExtraKind } from "../record/mod.ts";
import { compileTemplate } from "./compile_template.ts";
import type { Template } from "./template.ts";
import { TARGET_FILE_SYSTEMS, type TargetFs, type TargetFsName } from "./target_fs.ts";
import { type Preset, PRESETS, type ServerName } from "./templates/mod.ts";

/** A way to put a file into its place that a plan may ask for. */
export type PlanAction = Extract<ActionName, "move" | "copy" | "hardlink" | "symlink">;

/** The choices of `--action`. */
export const ACTIONS: readonly PlanAction[] = ["move", "copy", "hardlink", "symlink"];

/**
 * What to do with a second file of one film or episode: fail it, let the best go and the others stay,
 * or give every file a label that tells it apart.
 */
export type DuplicateRule = "flag" | "keep-best" | "keep-all";

/** The choices of `--duplicates`. */
export const DUPLICATES: readonly DuplicateRule[] = ["flag", "keep-best", "keep-all"];

/** How sure a match must be to be acted on. */
export type AcceptedStatus = "likely" | "sure";

/** The choices of `--accept`. */
export const ACCEPTED: readonly AcceptedStatus[] = ["likely", "sure"];

/** Texts that take the place of a preset's: for films, shows, and each kind of extra. */
export type Templates = Readonly<
  Partial<Record<"movie" | "show" | "season" | "episode" | ExtraKind, string | undefined>>
>;

/** Where files go and what they are called there. */
export interface PlanOptions {
  /** Absolute folder that holds `Movies` and `TV Shows`. */
  readonly library?: string | undefined;
  /** Absolute folder of all films. @default `Movies` in `library` */
  readonly movies?: string | undefined;
  /** Absolute folder of all shows. @default `TV Shows` in `library` */
  readonly shows?: string | undefined;
  /**
   * Absolute folder of the shows whose names count episodes without seasons.
   * @default that of all shows
   */
  readonly anime?: string | undefined;
  /** Absolute folder that collects what is in doubt; without it that stays where it is. */
  readonly unmatched?: string | undefined;
  /** What names may hold. @default "portable" */
  readonly targetFs?: TargetFsName | undefined;
  /** Whose rules names follow. @default "plex" */
  readonly server?: ServerName | undefined;
  /** What `apply` does. @default "move" */
  readonly action?: PlanAction | undefined;
  /** Names records without a match after what their own names say. @default false */
  readonly fromNames?: boolean | undefined;
  /** The least that is acted on. @default "likely" */
  readonly accept?: AcceptedStatus | undefined;
  /**
   * With `keep-all` every name ends in resolution and source, so that versions lie side by side;
   * every name, since none may depend on its neighbours. With `keep-best` the table `RANKING`
   * decides, once all records are known.
   * @default "flag"
   */
  readonly duplicates?: DuplicateRule | undefined;
  /**
   * Lets a better file take the place of what the library holds, which goes to the library's trash.
   * @default false
   */
  readonly replace?: boolean | undefined;
  /** Texts that take the place of the preset's, in the language of {@linkcode compileTemplate}. */
  readonly templates?: Templates | undefined;
  /**
   * Renames files in the library whose names the server reads well, but that are not spelled as the
   * preset does.
   * @default false
   */
  readonly strictNames?: boolean | undefined;
}

/** {@linkcode PlanOptions} made ready for many records. */
export interface PlanRules {
  /** What `apply` does. */
  readonly action: PlanAction;
  /** Whether records without a match are named after what their own names say. */
  readonly fromNames: boolean;
  /** Whether files in the library are renamed that the server reads well. */
  readonly strictNames: boolean;
  /** Whether a match that is only likely is acted on. */
  readonly acceptLikely: boolean;
  /** Whether each name ends in what tells versions apart. */
  readonly labels: boolean;
  /** Whether of several new files the best goes. */
  readonly keepBest: boolean;
  /** Whether a better file takes the place of what the library holds. */
  readonly replace: boolean;
  /** Whether names are the user's own, and need not tell films apart. */
  readonly ownTemplates: boolean;
  /** Whose rules names follow, with the user's own templates. */
  readonly preset: Preset;
  /** Of films. */
  readonly movie: Place;
  /** Of shows. */
  readonly episode: Place;
  /** Of shows whose names count episodes without seasons. */
  readonly anime: Place;
  /** Every folder that holds films or shows. */
  readonly roots: readonly string[];
  /** Folder for what is in doubt. */
  readonly unmatched: string | undefined;
  /** What names may hold. */
  readonly fs: TargetFs;
}

/** Where films or shows go, and what they are called there. */
export interface Place {
  /** What the user named: the target must lie under it. */
  readonly library: string | undefined;
  /** Folder of all films or shows. */
  readonly root: string | undefined;
  /** Folder of a film or show, where its extras lie. */
  readonly title: Template | undefined;
  /** The whole path of a film or episode. */
  readonly whole: Template;
  /** The path of an extra below that folder, by its kind. */
  readonly extras: ReadonlyMap<string, Template>;
}

/**
 * Makes `options` ready for many records.
 *
 * @throws {TypeError} if a folder is not absolute
 * @throws {TemplateError} if a template cannot be read
 */
export function toPlanRules(options: PlanOptions): PlanRules {
  const { library, movies, shows, anime, server = "plex", action = "move" } = options;
  const preset = withTemplates(PRESETS[server], options.templates ?? {});
  // An error is to point into the text that the user wrote, and not into what is made of it.
  for (const text of [preset.movie, preset.show, preset.season, preset.episode]) {
    compileTemplate(text);
  }
  const cut = preset.movie.lastIndexOf("/");
  const movie: Place = {
    ...toRoot(library, movies, "Movies"),
    title: cut < 0 ? undefined : compileTemplate(preset.movie.slice(0, cut)),
    whole: compileTemplate(preset.movie),
    extras: compileAll(preset.extras),
  };
  const episode: Place = {
    ...toRoot(library, shows, "TV Shows"),
    title: compileTemplate(preset.show),
    whole: compileTemplate(`${preset.show}/${preset.season}/${preset.episode}`),
    extras: compileAll(preset.showExtras ?? preset.extras),
  };
  const others: Place = anime === undefined
    ? episode
    : { ...episode, ...toRoot(undefined, anime, "") };
  const roots = [movie, episode, others].flatMap(({ root }) => root ?? []);
  return {
    action,
    fromNames: options.fromNames ?? false,
    strictNames: options.strictNames ?? false,
    acceptLikely: options.accept !== "sure",
    labels: options.duplicates === "keep-all",
    keepBest: options.duplicates === "keep-best",
    replace: options.replace ?? false,
    ownTemplates: Object.values(options.templates ?? {}).some((text) => text !== undefined),
    preset,
    movie,
    episode,
    anime: others,
    roots: [...new Set(roots)],
    unmatched: options.unmatched === undefined
      ? undefined
      : toRoot(undefined, options.unmatched, "").root,
    fs: TARGET_FILE_SYSTEMS[options.targetFs ?? "portable"],
  };
}

function withTemplates(preset: Preset, templates: Templates): Preset {
  const { movie, show, season, episode, ...kinds } = templates;
  const extras = dropUndefined(kinds);
  return {
    ...preset,
    ...dropUndefined({ movie, show, season, episode }),
    extras: { ...preset.extras, ...extras },
    ...(preset.showExtras === undefined ? {} : { showExtras: { ...preset.showExtras, ...extras } }),
  };
}

function dropUndefined(texts: Templates): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(texts).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

function compileAll(texts: Preset["extras"]): ReadonlyMap<string, Template> {
  return new Map(Object.entries(texts).map(([kind, text]) => [kind, compileTemplate(text)]));
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
