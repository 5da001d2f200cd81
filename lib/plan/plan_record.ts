import { folderOf, nameOf } from "../text/mod.ts";
import { type Plan, type PlannedSidecar, StageError } from "../record/mod.ts";
import { byteLength } from "./cut_text.ts";
import { type Facts, gatherFacts, type PlannableRecord } from "./facts.ts";
import { type FieldValues, toFieldValues } from "./fields.ts";
import { countFolders, isRead, withoutExtraDash } from "./is_read.ts";
import { toExtension } from "./path_segment.ts";
import type { Place, PlanRules } from "./plan_rules.ts";
import type { StayReason } from "./stay_reasons.ts";
import { nameSidecars, type SidecarName } from "./sidecars.ts";
import type { TargetFs } from "./target_fs.ts";
import type { Template } from "./template.ts";
import { planUnmatched } from "./unmatched.ts";
import { writePath } from "./write_path.ts";

/**
 * Decides where the file of `record` belongs, from this record and nothing else: neither the disk
 * nor its neighbours. What is in doubt stays, with the reason.
 *
 * @throws {StageError} `missing_field`, `no_library`, `no_metadata`, `name_too_long`,
 * `unsafe_target`
 */
export function planRecord(record: PlannableRecord, rules: PlanRules): Plan {
  return draftPlan(record, rules).plan;
}

/** A plan, and what a later record of the same film or show needs to know of it. */
export interface Draft {
  readonly plan: Plan;
  /** What the record is about; missing where that is in doubt. */
  readonly facts?: Facts;
  /** Where the preset alone would put it; missing where that is not known. */
  readonly preset?: {
    readonly root: string;
    /** Folders and file below the root, without an extension. */
    readonly names: readonly string[];
    /** Of a piece: the same for all of its film or episode in one file. */
    readonly whole?: readonly string[] | undefined;
    /** Of the folders that it lies in now, how many the server reads well. */
    readonly kept: number;
    /** A film's own file has its own folder: its name may have to begin with the folder's. */
    readonly mayJoin: boolean;
  };
}

/** As {@linkcode planRecord}, with how the plan came about. */
export function draftPlan(record: PlannableRecord, rules: PlanRules): Draft {
  const { file } = record;
  const facts = gatherFacts(record, rules);
  if (typeof facts === "string") return { plan: planUnmatched(file, facts, rules) };
  const isDisc = file.kind === "disc";
  const isFilm = facts.kind === "movie" && facts.extra === undefined;
  if (isDisc && !(isFilm && DISC.test(file.path))) return stay("disc_not_supported");
  const place = toPlace(facts, rules);
  const template = facts.extra === undefined ? place.whole : place.extras.get(facts.extra);
  if (template === undefined) return stay("extra_not_supported");
  const root = findRoot(place, facts, file.path);
  const extension = isDisc ? "" : toExtension(file.path);
  const sidecars = nameSidecars(file.sidecars ?? [], {
    of: isDisc ? "disc" : facts.extra === undefined ? facts.kind : "extra",
    stem: facts.name,
    extension,
    thumb: rules.preset.thumb,
    folder: place.title !== undefined,
  });
  const values = toFieldValues(facts, rules.fs);
  const writing: Writing = { place, template, values, extension, sidecars, fs: rules.fs };
  const names = writeNames(facts, writing);
  const whole = facts.part === undefined ? undefined : writeWhole(facts, writing);
  const stem = isDisc ? toDiscStem(names) : names.join("/");
  const target = toTarget(root, isDisc ? toDiscTarget(stem, file.path) : stem + extension);
  const library = place.library!;
  const valid: Plan = { action: "none", reason: "already_valid", library, target: file.path };
  if (target === file.path) {
    return { plan: valid, facts, preset: { root, names, whole, kept: 0, mayJoin: false } };
  }
  const present = toNames(file.path, root, isDisc);
  const kept = present === undefined ? 0 : countFolders(present, facts, rules.preset);
  const preset = { root, names, whole, kept, mayJoin: kept > 0 || !isFilm };
  if (present !== undefined && !rules.strictNames && isRead(present, facts, rules.preset)) {
    return { plan: valid, facts, preset };
  }
  const isPassedOver = (isDisc || IMAGE.test(extension)) && !rules.preset.reads.discs;
  const plan: Plan = {
    ...{ action: rules.action, library, target, server: rules.preset.name },
    ...(isPassedOver ? { reason: "disc_not_read" } : {}),
  };
  if (sidecars.length === 0) return { plan, facts, preset };
  let folder: string | undefined;
  const toFolder = () => folder ??= isDisc ? folderOf(stem) : writeTitle(writing).join("/");
  const planned = sidecars.map((sidecar): PlannedSidecar => {
    const path = "suffix" in sidecar ? stem + sidecar.suffix : `${toFolder()}/${sidecar.shared}`;
    return { source: sidecar.source, target: toTarget(root, path) };
  });
  return { plan: { ...plan, sidecars: planned }, facts, preset };
}

function stay(reason: StayReason): Draft {
  return { plan: { action: "none", reason } };
}

function toPlace({ kind, isAnime }: Facts, rules: PlanRules): Place {
  return kind === "episode" && isAnime ? rules.anime : rules[kind];
}

function findRoot({ root }: Place, { kind }: Facts, path: string): string {
  if (root !== undefined) return root;
  const flag = kind === "movie" ? "--movies" : "--shows";
  throw new StageError(
    "no_library",
    `Cannot plan "${path}": no folder for it was named (${flag} or --library)`,
  );
}

/** The names of `path` below `root`, without an extension, if it lies there. */
function toNames(path: string, root: string, isDisc: boolean): readonly string[] | undefined {
  if (!path.startsWith(`${root}/`)) return undefined;
  const below = path.slice(root.length + 1);
  if (isDisc) {
    const folders = below.split("/").slice(0, -1);
    return folders.length === 0 ? undefined : [...folders, folders.at(-1)!];
  }
  return below.slice(0, below.length - toExtension(path).length).split("/");
}

/** A disc is a film's folder: it bears the name that the film's file would have. */
function toDiscStem(names: readonly string[]): string {
  const name = names.at(-1)!;
  return [...names.slice(0, -2), name, name].join("/");
}

/** A disc in one file. */
const IMAGE = /^\.iso$/i;

const DISC = /\/(?:VIDEO_TS|BDMV)$/i;

/** Servers know these folders by their names in capitals. */
function toDiscTarget(stem: string, path: string): string {
  return `${folderOf(stem)}/${nameOf(path).toUpperCase()}`;
}

/** What a target is written from. */
interface Writing {
  readonly place: Place;
  readonly template: Template;
  readonly values: FieldValues;
  readonly extension: string;
  readonly sidecars: readonly SidecarName[];
  readonly fs: TargetFs;
}

/** The folders of a film or show below the root. */
function writeTitle({ place, values, fs }: Writing): string[] {
  if (place.title === undefined) return [];
  return writePath(place.title, values, { fs, room: 0, before: place.root!.length });
}

/** The file's path below the root, without its extension. */
function writeNames(facts: Facts, writing: Writing): string[] {
  const { place, template, values, extension, sidecars, fs } = writing;
  const room = sidecars.reduce(
    (most, sidecar) => "suffix" in sidecar ? Math.max(most, byteLength(sidecar.suffix)) : most,
    extension.length,
  );
  if (facts.extra !== undefined) {
    const title = writeTitle(writing);
    const before = place.root!.length + title.join("/").length + 1;
    return [...title, ...writePath(template, values, { fs, room, before })];
  }
  const names = writePath(template, values, { fs, room, before: place.root!.length });
  names.push(withoutExtraDash(names.pop()!));
  return names;
}

/** What a piece would be called if it were the whole. */
function writeWhole(piece: Facts, writing: Writing): string[] {
  const facts = { ...piece, part: undefined };
  return writeNames(facts, { ...writing, values: toFieldValues(facts, writing.fs) });
}

/** `path` below `root`; what could lead out of it cannot be, and is looked for all the same. */
function toTarget(root: string, path: string): string {
  const target = `${root}/${path}`;
  // No name is empty or begins with a dot.
  const isOdd = target.includes("//", root.length) || target.endsWith("/") ||
    target.includes("/.", root.length);
  if (isOdd || target.includes("\0")) {
    throw new StageError("unsafe_target", `Cannot plan a target "${path}" in "${root}"`);
  }
  return target;
}
