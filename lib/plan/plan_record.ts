import { type ActionName, type Plan, type PlannedSidecar, StageError } from "../record/mod.ts";
import { compileTemplate } from "./compile_template.ts";
import { byteLength } from "./cut_text.ts";
import { type Facts, gatherFacts, type PlannableRecord, type StayReason } from "./facts.ts";
import { type FieldValues, toFieldValues } from "./fields.ts";
import { toExtension } from "./path_segment.ts";
import { nameSidecars, type SidecarName } from "./sidecars.ts";
import type { Template } from "./template.ts";
import { type Preset, PRESETS, type ServerName } from "./templates/mod.ts";
import { writePath } from "./write_path.ts";

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
}

/** {@linkcode PlanOptions} made ready for many records. */
export interface PlanRules {
  readonly action: PlanAction;
  readonly fromNames: boolean;
  readonly preset: Preset;
  readonly movie: Place;
  readonly episode: Place;
}

interface Place {
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
  const { library, movies, shows, server = "plex", action = "move", fromNames = false } = options;
  const preset: Preset = PRESETS[server];
  const cut = preset.movie.lastIndexOf("/");
  return {
    action,
    fromNames,
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

/**
 * Decides where the file of `record` belongs, from this record and nothing else: neither the disk nor its neighbours.
 * What is in doubt stays, with the reason.
 *
 * @throws {StageError} `missing_field`, `no_library`, `no_metadata`, `name_too_long`, `unsafe_target`
 */
export function planRecord(record: PlannableRecord, rules: PlanRules): Plan {
  const { file } = record;
  const facts = gatherFacts(record, rules);
  if (typeof facts === "string") return stay(facts);
  if (file.kind === "disc") return stay("disc_not_supported");
  const place = rules[facts.kind];
  const template = facts.extra === undefined ? place.whole : place.extras[facts.extra];
  if (template === undefined) return stay("extra_not_supported");
  if (place.root === undefined) {
    const flag = facts.kind === "movie" ? "--movies" : "--shows";
    throw new StageError(
      "no_library",
      `Cannot plan "${file.path}": no folder for it was named (${flag} or --library)`,
    );
  }
  const values = toFieldValues(facts);
  const extension = toExtension(file.path);
  const sidecars = nameSidecars(file.sidecars ?? [], {
    of: facts.extra === undefined ? facts.kind : "extra",
    stem: facts.name,
    extension,
    thumb: rules.preset.thumb,
    folder: place.title !== undefined,
  });
  const names: Names = { place, template, values, extension, sidecars };
  const stem = writeStem(facts, names);
  const target = toTarget(place.root, stem + extension);
  const library = place.library!;
  if (target === file.path) return { ...stay("already_valid"), library, target };
  const plan = { action: rules.action, library, target, server: rules.preset.name };
  if (sidecars.length === 0) return plan;
  let folder: string | undefined;
  return {
    ...plan,
    sidecars: sidecars.map((sidecar): PlannedSidecar => ({
      source: sidecar.source,
      target: toTarget(
        place.root!,
        "suffix" in sidecar
          ? stem + sidecar.suffix
          : `${folder ??= writeTitle(names)}/${sidecar.shared}`,
      ),
    })),
  };
}

function stay(reason: StayReason): Plan {
  return { action: "none", reason };
}

/** What a target is written from. */
interface Names {
  readonly place: Place;
  readonly template: Template;
  readonly values: FieldValues;
  readonly extension: string;
  readonly sidecars: readonly SidecarName[];
}

/** The folder of a film or show below the root. */
function writeTitle({ place, values }: Names): string {
  return place.title === undefined ? "" : writePath(place.title, values, 0).join("/");
}

/** The file's path below the root, without its extension. */
function writeStem(facts: Facts, names: Names): string {
  const { template, values, extension, sidecars } = names;
  const room = sidecars.reduce(
    (most, sidecar) => "suffix" in sidecar ? Math.max(most, byteLength(sidecar.suffix)) : most,
    extension.length,
  );
  const path = writePath(template, values, room);
  if (facts.extra !== undefined) {
    const title = writeTitle(names);
    return title === "" ? path.join("/") : `${title}/${path.join("/")}`;
  }
  path.push(path.pop()!.replace(SEEMS_EXTRA, " "));
  return path.join("/");
}

/** Servers take a film or episode whose name ends like this for an extra: "s01e05 - Interview". */
const SEEMS_EXTRA =
  / ?- ?(?=(?:behindthescenes|deleted|deletedscene|featurette|interview|scene|short|trailer|other|clip|extra|sample)$)/i;

/** `path` below `root`; what could lead out of it cannot be, and is looked for all the same. */
function toTarget(root: string, path: string): string {
  if (/^$|^\/|\/$|\0|(?:^|\/)(?:\.{0,2})(?:\/|$)/.test(path)) {
    throw new StageError("unsafe_target", `Cannot plan a target "${path}" in "${root}"`);
  }
  return `${root}/${path}`;
}
