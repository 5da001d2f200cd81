import { join, relative } from "@std/path";
import { type ErrorCode, type MediaFile, type Plan, StageError } from "../record/mod.ts";
import { ACTIONS, findStep } from "./actions/mod.ts";
import { createNameClaims } from "./name_claims.ts";
import { toStageError } from "./errno.ts";
import { folderOf, isSameInode, isScanned, lookAt, toFacts } from "./file_system.ts";
import type { Intent, JournalledFile, StepName } from "./journal_lines.ts";
import { findFlaw, isUnder, TRASH } from "./libraries.ts";
import { createPlaces, type Place, type PlacesOptions } from "./places.ts";
import { type DiscContents, readDisc } from "./read_disc.ts";
import type { Ready } from "./run.ts";
import { hasEntry, isRespelled } from "./same_entry.ts";
import { toWantedFiles, type WantedFile } from "./wanted_files.ts";

/** What {@linkcode createChecker} needs. */
export interface CheckerOptions extends PlacesOptions {
  /** Takes the library that a plan names, since the user named none. */
  readonly onLibrary?: (library: string) => void;
  /** Takes files without size and mtime as they are. */
  readonly trustPaths: boolean;
  /** How copies are compared. */
  readonly verify: "hash" | "size";
  /** Whether a file that cannot be hard-linked is copied. */
  readonly link: "require" | "prefer";
  /** SHA-256 of the file at a path, in hexadecimal. */
  readonly hashOf: (path: string) => Promise<string>;
  /** Whether symbolic links lead from where they stand. */
  readonly relativeLinks: boolean;
}

/** A record before its plan is believed. */
export interface CheckableRecord {
  readonly file: MediaFile;
  readonly plan?: Plan | null;
}

/**
 * Checks one record: all that can be known before anything is touched.
 *
 * @throws {StageError} with the code of the first precondition that does not hold
 */
export type Checker = (record: CheckableRecord) => Verdict | Promise<Verdict>;

/** What may be done, or why there is nothing to do. */
type Verdict = Ready | { readonly reason: string };

interface SeenFile extends WantedFile {
  /** The folder of its target. */
  readonly place: Place;
  readonly from: Deno.FileInfo | undefined;
  readonly to: Deno.FileInfo | undefined;
}

/** A checker for the records of one group, no two of which may want one name. */
export function createChecker(options: CheckerOptions): Checker {
  const { fs } = options;
  const places = createPlaces(options);
  const claim = createNameClaims(places);
  /** Libraries that plans name and that are there. */
  const there = new Set<string>();

  return ({ file, plan }) => {
    if (plan === undefined || plan === null) {
      const why = "it has no plan, and no library was named to plan it for (--library)";
      throw new StageError("no_library", `Cannot place "${file.path}": ${why}`);
    }
    if (plan.action === "none") return { reason: plan.reason ?? "not_planned" };
    checkAction(file, plan);
    if (plan.library !== undefined) nameLibrary(plan.library);
    const disc = file.kind === "disc" ? readWholeDisc(file, plan) : undefined;
    if (disc === "already_done") return { reason: disc };
    const wanted = toWantedFiles(file, plan, disc).map(toTrash);
    const found = wanted.map(({ target }) => places.find(folderOf(target)));
    const files = wanted.map((one, index) => look(one, found[index]!));
    const toVerdict = (areDone: boolean) =>
      areDone ? { reason: "already_done" } : toReady(file, plan, { disc, files });
    // Only contents take time to compare, and there are none where no target is there.
    if (files.some(({ isReplaced, to }) => !isReplaced && to === undefined)) {
      return toVerdict(false);
    }
    return areDone(files).then(toVerdict);
  };

  function nameLibrary(library: string): void {
    const { onLibrary } = options;
    if (onLibrary === undefined) return;
    const flaw = library === "/" ? "is the whole disk" : findFlaw(library) ?? findAbsence(library);
    if (flaw !== undefined) {
      throw new StageError("outside_library", `Cannot take "${library}" for a library: it ${flaw}`);
    }
    onLibrary(library);
  }

  /** A disk that is not mounted leaves no folder: what is missing is not made. */
  function findAbsence(library: string): string | undefined {
    if (there.has(library)) return undefined;
    if (lookAt(fs, library) === undefined) return "is not there";
    there.add(library);
  }

  /** What a disc folder holds, if that is what was scanned; `already_done` where it has moved. */
  function readWholeDisc(file: MediaFile, { target }: Plan): DiscContents | "already_done" {
    const fail = (code: ErrorCode, why: string) =>
      new StageError(code, `Cannot place the disc "${file.path}": ${why}`);
    const isScanned = ({ files, size, mtime }: DiscContents) =>
      files.length === (file.files ?? files.length) && size === file.size &&
      mtime === Date.parse(file.mtime ?? "");
    const contents = lookAt(fs, file.path)?.isDirectory ? readDisc(fs, file.path) : undefined;
    if (contents === undefined || contents.files.length === 0) {
      const isThere = target !== undefined && findFlaw(target) === undefined &&
        lookAt(fs, target)?.isDirectory;
      if (isThere && isScanned(readDisc(fs, target))) return "already_done";
      throw fail("source_missing", "there is no folder with files in it");
    }
    if (file.size === undefined && !options.trustPaths) {
      throw fail("missing_field", "its size and mtime are not known (--trust-paths)");
    }
    if (file.size !== undefined && !isScanned(contents)) {
      const { files, size } = contents;
      throw fail(
        "source_changed",
        `it is not what was scanned: ${files.length} files, ${size} bytes`,
      );
    }
    return contents;
  }

  /** What is replaced must lie in a library and goes to its trash, where a name that is taken gets a number. */
  function toTrash(file: WantedFile): WantedFile {
    if (!file.isReplaced) return file;
    const { source, target } = file;
    const { root } = places.find(folderOf(source));
    const place = places.find(folderOf(target));
    if (!isUnder(place.real, join(root, TRASH))) {
      const why = `it does not lie below "${join(root, TRASH)}"`;
      throw new StageError("unsafe_target", `Cannot retire "${source}" to "${target}": ${why}`);
    }
    const [, stem, extension] = /^(.*?)(\.[^./]*)?$/s.exec(target)!;
    let free = target;
    for (let number = 2; places.lookAtTarget(free, place) !== undefined; number++) {
      free = `${stem} (${number})${extension ?? ""}`;
    }
    return { ...file, target: free };
  }

  function look(file: WantedFile, place: Place): SeenFile {
    const { source, target } = file;
    try {
      const [from, to] = [places.lookAtSource(source), places.lookAtTarget(target, place)];
      return { ...file, place, from, to };
    } catch (error) {
      throw toStageError(error, `Cannot look at "${source}" and "${target}"`);
    }
  }

  async function areDone(files: readonly SeenFile[]): Promise<boolean> {
    const targets = new Set(files.map(({ target }) => target));
    for (const { to, ...file } of files) {
      if (file.isReplaced) {
        if (file.from !== undefined && !targets.has(file.source)) return false;
        continue;
      }
      if (to === undefined) return false;
      if (file.source === file.target) continue;
      if (file.from !== undefined && isSameInode(file.from, to) && isSpelled(file)) continue;
      const link = toLinkText(file);
      const isDone = findStep(file.step)!.isDone({ ...file, to, link }, options);
      if (!await isDone) return false;
    }
    return true;
  }

  function isSpelled({ source, target }: WantedFile): boolean {
    return isRespelled(fs, source, target) && hasEntry(fs, target);
  }

  /** What a symbolic link to the source holds. */
  function toLinkText({ source, place }: Pick<SeenFile, "source" | "place">): string {
    return options.relativeLinks ? relative(place.real, places.toRealName(source)) : source;
  }

  function toReady(
    file: MediaFile,
    plan: Plan,
    { disc, files }: {
      readonly disc: DiscContents | undefined;
      readonly files: readonly SeenFile[];
    },
  ): Ready {
    const occupied: string[] = [];
    const retired = new Set(files.flatMap(({ isReplaced, source }) => isReplaced ? [source] : []));
    const journalled = files.map((file): JournalledFile => {
      checkSource(file);
      const standing = findOccupied(file);
      if (standing !== undefined && !retired.has(file.target)) occupied.push(standing);
      const facts = toFacts(file.from!, file.facts?.mtime);
      if (plan.action === "replace" && facts.ino === undefined) {
        const why = "its disk has no inode numbers that could tell files apart";
        throw new StageError("unsupported", `Cannot replace by "${file.source}": ${why}`);
      }
      return {
        source: file.source,
        target: file.target,
        ...facts,
        ...(file.step === "symlink" ? { link: toLinkText(file) } : {}),
        ...(plan.action === "replace" ? { step: file.step } : {}),
        ...(file.isReplaced
          ? { replaced: true }
          : plan.action === "replace"
          ? { holds: true }
          : {}),
      };
    });
    checkRetired(files);
    const frees = claim(files);
    const [{ place }] = files as [SeenFile];
    const missing = files.length === 1
      ? place.missing
      : [...new Set(files.flatMap(({ place }) => place.missing))];
    const intent: Omit<Intent, "line" | "op"> = {
      action: plan.action as StepName,
      library: place.root,
      ...(file.root === undefined ? {} : { root: file.root }),
      files: journalled,
      folders: missing,
    };
    const names = files.map(({ from }) => from?.nlink ?? 0);
    if (disc === undefined) return { intent, occupied, frees, names };
    const target = plan.target!;
    if (occupied.length === 0 && lookAt(fs, target) !== undefined) {
      occupied.push(places.toRealName(target));
    }
    const below = (folder: string) => disc.folders.map((path) => join(folder, path));
    const removesSource = findStep(files[0]!.step)?.removesSource === true;
    return {
      intent: {
        ...intent,
        folders: [...new Set([...missing, ...below(target)])],
        disc: { source: file.path, target, files: disc.files.length },
        ...(removesSource ? { leaves: [file.path, ...below(file.path)] } : {}),
      },
      occupied,
      names,
      frees: removesSource ? [...frees, places.toRealName(file.path)] : frees,
    };
  }

  function checkSource(file: SeenFile): void {
    const { source, target, facts, from } = file;
    const fail = (code: ErrorCode, why: string) =>
      new StageError(
        code,
        `Cannot ${findStep(file.step)!.verb} "${source}" to "${target}": ${why}`,
      );
    if (from === undefined) throw fail("source_missing", "the source is not there");
    if (!from.isFile) throw fail("unsupported", "the source is no regular file");
    if (facts === undefined && !options.trustPaths) {
      throw fail(
        "missing_field",
        "size and mtime of the source are not known: scan adds them, or --trust-paths goes without",
      );
    }
    if (facts !== undefined && !isScanned(from, facts)) {
      throw fail("source_changed", "the source is not what was scanned");
    }
  }

  /** What is placed beside its source may not retire that: a link would lead nowhere, and undo has no origin to compare with. */
  function checkRetired(files: readonly SeenFile[]): void {
    if (!files.some(({ isReplaced }) => isReplaced)) return;
    const kept = new Set(
      files.flatMap(({ isReplaced, source }) => isReplaced ? [] : [places.toRealName(source)]),
    );
    for (const { isReplaced, source, target } of files) {
      if (!isReplaced || !kept.has(places.toRealName(source))) continue;
      const why = "it is the file that is placed";
      throw new StageError("same_file", `Cannot retire "${source}" to "${target}": ${why}`);
    }
  }

  /** The name that another file has which stands at the target: its own, if it is only spelled otherwise. */
  function findOccupied({ source, target, step, from, to }: SeenFile): string | undefined {
    if (to === undefined) return undefined;
    if (from === undefined || !isSameInode(from, to)) return places.toRealName(target);
    if (step === "move" && isRespelled(fs, source, target)) return places.toRealName(source);
    const { verb } = findStep(step)!;
    const what = `Cannot ${verb} "${source}" to "${target}"`;
    throw new StageError("same_file", `${what}: they are one file`);
  }
}

function checkAction({ path }: MediaFile, { action, via }: Plan): void {
  const name = action === "replace" ? via ?? "move" : action;
  if (ACTIONS.some((action) => action.name === name)) return;
  const why = name === "reflink"
    ? "the system is not asked for shared copies here (--action hardlink or copy)"
    : "this version does not do that";
  const verb = name === "reflink" ? "reflink" : String(name);
  throw new StageError("unsupported", `Cannot ${verb} "${path}": ${why}`);
}
