import { basename, dirname, join, relative } from "@std/path";
import { type ErrorCode, type PlannedRecord, StageError } from "../record/mod.ts";
import { type Action, findAction } from "./actions/mod.ts";
import { toStageError } from "./errno.ts";
import { type FileSystem, isSameInode, isScanned, lookAt, toFacts } from "./file_system.ts";
import { missingFolders } from "./folders.ts";
import type { JournalledFile } from "./journal_lines.ts";
import { findFlaw, type Libraries } from "./libraries.ts";
import type { PathSet } from "./path_set.ts";
import type { Ready } from "./run.ts";
import { toWantedFiles, type WantedFile } from "./wanted_files.ts";

/** What {@linkcode Checker} needs. */
export interface CheckerOptions {
  readonly fs: FileSystem;
  readonly libraries: Libraries;
  /** Takes the library that a plan names, since the user named none. */
  readonly onLibrary?: (library: string) => void;
  /** Takes files without size and mtime as they are. */
  readonly trustPaths: boolean;
  /** How copies are compared. */
  readonly verify: "hash" | "size";
  /** SHA-256 of the file at a path, in hexadecimal. */
  readonly hashOf: (path: string) => Promise<string>;
  /** Whether symbolic links lead from where they stand. */
  readonly relativeLinks: boolean;
  /** Folders that this run has made. */
  readonly made: PathSet;
}

/** A record that may be applied, or the reason why nothing is to be done. */
export type Checked = Ready | { readonly reason: string };

/** A folder that targets of this group lie in. */
interface Place {
  readonly real: string;
  readonly root: string;
  /** Folders that this run has to make, or has made, for it to be there. */
  readonly missing: readonly string[];
  readonly isMissing: boolean;
  /** Targets looked for. */
  seen: number;
  names: ReadonlySet<string> | undefined;
}

interface SeenFile extends WantedFile {
  readonly from: Deno.FileInfo | undefined;
  readonly to: Deno.FileInfo | undefined;
}

/** Checks the records of one group: all that can be known before anything is touched. */
export class Checker {
  readonly #options: CheckerOptions;
  readonly #claimed = new Set<string>();
  /** Libraries that plans name and that are there. */
  readonly #there = new Set<string>();
  readonly #places = new Map<string, Place>();
  readonly #realFolders = new Map<string, string>();

  constructor(options: CheckerOptions) {
    this.#options = options;
  }

  /** @throws {StageError} with the code of the first precondition that does not hold */
  async check(
    { file, plan }: Pick<PlannedRecord, "file"> & Partial<Pick<PlannedRecord, "plan">>,
  ): Promise<Checked> {
    if (plan === undefined || plan === null) {
      const why = "it has no plan, and no library was named to plan it for (--library)";
      throw new StageError("no_library", `Cannot place "${file.path}": ${why}`);
    }
    if (plan.action === "none") return { reason: plan.reason ?? "not_planned" };
    const action = findAction(plan.action);
    if (action === undefined || file.kind === "disc") {
      const why = action === undefined ? "this version does not do that" : "it is a disc folder";
      const verb = action?.verb ?? String(plan.action);
      throw new StageError("unsupported", `Cannot ${verb} "${file.path}": ${why}`);
    }
    const wanted = toWantedFiles(file, plan);
    if (plan.library !== undefined) this.#nameLibrary(plan.library);
    const places = wanted.map(({ target }) => this.#placeOf(dirname(target)));
    const seen = wanted.map((file) => this.#look(file));
    if (await this.#areDone(seen, action)) return { reason: "already_done" };
    const files = seen.map((file) => this.#checkFile(file, action));
    this.#claim(files, action);
    return {
      action,
      intent: {
        action: action.name,
        library: places[0]!.root,
        files,
        folders: [...new Set(places.flatMap(({ missing }) => missing))],
      },
    };
  }

  #nameLibrary(library: string): void {
    const { onLibrary } = this.#options;
    if (onLibrary === undefined) return;
    const flaw = library === "/"
      ? "it is the whole disk"
      : findFlaw(library) ?? this.#findAbsence(library);
    if (flaw !== undefined) {
      throw new StageError("outside_library", `Cannot take "${library}" for a library: ${flaw}`);
    }
    onLibrary(library);
  }

  /** A disk that is not mounted leaves no folder: what is missing is not made. */
  #findAbsence(library: string): string | undefined {
    if (this.#there.has(library)) return undefined;
    if (lookAt(this.#options.fs, library) === undefined) return "it is not there";
    this.#there.add(library);
  }

  #placeOf(folder: string): Place {
    const known = this.#places.get(folder);
    if (known !== undefined) return known;
    const { fs, libraries, made } = this.#options;
    const { real, root } = libraries.checkFolder(folder);
    const missing = missingFolders(fs, folder);
    const isMissing = missing.length > 0;
    const base = isMissing ? dirname(missing[0]!) : folder;
    if (!fs.lstatSync(fs.realPathSync(base)).isDirectory) {
      throw new StageError("target_exists", `Cannot write below "${base}": it is a file`);
    }
    // What an earlier group has made goes with its last file too.
    for (let above = base; made.has(above); above = dirname(above)) missing.unshift(above);
    const place: Place = { real, root, missing, isMissing, seen: 0, names: undefined };
    this.#places.set(folder, place);
    return place;
  }

  #look(file: WantedFile): SeenFile {
    const { fs } = this.#options;
    const { source, target, facts } = file;
    try {
      return { source, target, facts, from: lookAt(fs, source), to: this.#lookAtTarget(target) };
    } catch (error) {
      throw toStageError(error, `Cannot look at "${file.source}" and "${file.target}"`);
    }
  }

  async #areDone(files: readonly SeenFile[], action: Action): Promise<boolean> {
    const { fs, verify, hashOf } = this.#options;
    for (const { to, ...file } of files) {
      if (to === undefined) return false;
      if (file.source === file.target) continue;
      const link = this.#linkText(file);
      if (!await action.isDone({ ...file, to, link }, { fs, verify, hashOf })) return false;
    }
    return true;
  }

  /** What a symbolic link to the source holds. */
  #linkText({ source, target }: WantedFile): string {
    if (!this.#options.relativeLinks) return source;
    return relative(this.#places.get(dirname(target))!.real, this.#realPathOf(source));
  }

  /** Most targets are absent, and to look for what is not there is dear: so a folder's second one lists it. */
  #lookAtTarget(target: string): Deno.FileInfo | undefined {
    const { fs } = this.#options;
    const folder = dirname(target);
    const place = this.#places.get(folder)!;
    if (place.isMissing) return undefined;
    const names = place.names ??= place.seen++ > 0 ? listNames(fs, folder) : undefined;
    if (names?.has(basename(target)) === false) return undefined;
    return lookAt(fs, target);
  }

  #checkFile(file: SeenFile, { name, verb }: Action): JournalledFile {
    const { source, target, facts, from, to } = file;
    const fail = (code: ErrorCode, why: string) =>
      new StageError(code, `Cannot ${verb} "${source}" to "${target}": ${why}`);
    if (from === undefined) throw fail("source_missing", "the source is not there");
    if (!from.isFile) throw fail("unsupported", "the source is no regular file");
    if (facts === undefined && !this.#options.trustPaths) {
      throw fail("missing_field", "size and mtime of the source are not known (--trust-paths)");
    }
    if (facts !== undefined && !isScanned(from, facts)) {
      throw fail("source_changed", "the source is not what was scanned");
    }
    if (to !== undefined) {
      if (isSameInode(from, to)) throw fail("same_file", "they are one file");
      throw fail("target_exists", "the target exists");
    }
    const checked = { source, target, ...toFacts(from, facts?.mtime) };
    return name === "symlink" ? { ...checked, link: this.#linkText(file) } : checked;
  }

  /** No two records of a group may want one name, by whatever path. Only a record that passed holds anything. */
  #claim(files: readonly JournalledFile[], { verb, removesSource }: Action): void {
    const claims: string[] = [];
    for (const { source, target } of files) {
      const { real } = this.#places.get(dirname(target))!;
      claims.push(join(real, basename(target)));
      if (removesSource) claims.push(this.#realPathOf(source));
    }
    if (new Set(claims).size < claims.length || claims.some((path) => this.#claimed.has(path))) {
      const [{ source, target }] = files as [JournalledFile];
      throw new StageError(
        "target_claimed",
        `Cannot ${verb} "${source}" to "${target}": another record wants one of these names`,
      );
    }
    for (const path of claims) this.#claimed.add(path);
  }

  #realPathOf(path: string): string {
    const folder = dirname(path);
    let real = this.#realFolders.get(folder);
    if (real === undefined) {
      real = this.#options.fs.realPathSync(folder);
      this.#realFolders.set(folder, real);
    }
    return join(real, basename(path));
  }
}

function listNames(fs: FileSystem, folder: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { name } of fs.readDirSync(folder)) names.add(name);
  return names;
}
