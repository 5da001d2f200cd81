import { dirname } from "@std/path";
import { StageError } from "../record/mod.ts";
import type { Action, ActionContext, Placement } from "./actions/mod.ts";
import { hashPath, Interrupted } from "./copy_file.ts";
import { toStageError } from "./errno.ts";
import { type FileSystem, isSameInode, isUnchanged, lookAt, toFacts } from "./file_system.ts";
import { intoPlace, NameTaken } from "./into_place.ts";
import type { Journal } from "./journal.ts";
import type { DoneFile, JournalledFile } from "./journal_lines.ts";
import { type Operation, toTemporaryPath } from "./operation.ts";
import { settle, type Settled } from "./settle.ts";

/** What a run gives to each of its units. */
export interface UnitContext {
  readonly fs: FileSystem;
  readonly journal: Journal;
  readonly signal: AbortSignal;
  readonly breathe: () => Promise<void>;
  readonly onBytes?: (bytes: number) => void;
  readonly verify: "hash" | "size";
  readonly breakLinks: boolean;
  readonly link: "require" | "prefer";
  /** Makes folders, the upper ones first; knows those that it has made. */
  readonly makeFolders: (folders: readonly string[]) => void;
  /** Throws where a folder that was just made or found is in no library; knows those that it has seen. */
  readonly checkFolders: (folders: readonly string[]) => void;
}

/** What to tell of: a taken name is told by who wanted it. */
function toCause(error: unknown): unknown {
  return error instanceof NameTaken ? error.cause : error;
}

/** Ways of placing that give a name, so that the file is the very same. */
const GIVES_NAME: ReadonlySet<string> = new Set(["link", "rename"]);

/** One operation at work: a video with its sidecars, all of which are placed, or none. */
export class Unit {
  readonly operation: Operation;
  readonly action: Action;
  /** Of the targets. */
  readonly folders: readonly string[];
  readonly #context: UnitContext;
  readonly #placed: (Placement & { readonly info: Deno.FileInfo })[] = [];

  constructor(operation: Operation, action: Action, context: UnitContext) {
    this.operation = operation;
    this.action = action;
    this.folders = [...new Set(operation.intent.files.map(({ target }) => dirname(target)))];
    this.#context = context;
  }

  /** Puts every file at its target; the sources stay. What it throws leaves the unit to {@linkcode rollBack}. */
  async place(): Promise<void> {
    const { journal, makeFolders, checkFolders } = this.#context;
    const { op, folders, files } = this.operation.intent;
    journal.write({ line: "try", op });
    this.operation.tried = true;
    makeFolders(folders);
    checkFolders(this.folders);
    for (const index of files.keys()) this.operation.untouched.add(index);
    for (const [index, file] of files.entries()) await this.#placeFile(index, file);
  }

  async #placeFile(index: number, file: JournalledFile): Promise<void> {
    const { fs } = this.#context;
    const { source, target } = file;
    let placement: Placement | Promise<Placement>;
    let info: Deno.FileInfo;
    this.operation.untouched.delete(index);
    try {
      placement = this.action.run(source, target, this.#contextOf(index, file));
      if (placement instanceof Promise) placement = await placement;
      info = fs.lstatSync(target);
    } catch (error) {
      if (error instanceof Interrupted) throw error;
      if (error instanceof NameTaken) this.operation.untouched.add(index);
      throw toStageError(toCause(error), this.#describe(file));
    }
    // A link gives a name to whatever stands at the source by now.
    if (GIVES_NAME.has(placement.method) && !isUnchanged(info, file)) {
      this.#putBack(index, info);
      throw new StageError("source_changed", `${this.#describe(file)}: it is not what was scanned`);
    }
    this.#placed.push({ ...placement, info });
  }

  /** What was placed is another file than the one that was checked: it gets its name back. */
  #putBack(index: number, info: Deno.FileInfo): void {
    const file = this.operation.intent.files[index]!;
    const context = this.#contextOf(index, file);
    const { fs } = context;
    const from = lookAt(fs, file.source);
    if (from === undefined) {
      if (intoPlace(file.target, file.source, context) === "link") fs.removeSync(file.target);
    } else if (isSameInode(from, info) && (from.nlink ?? 0) >= 2) fs.removeSync(file.target);
  }

  #contextOf(index: number, file: JournalledFile): ActionContext {
    const { operation } = this;
    const { op } = operation.intent;
    const { journal } = this.#context;
    const { fs, signal, breathe } = this.#context;
    return {
      ...this.#context,
      expected: file,
      hashOf: (path) => hashPath(fs, path, { signal, breathe }),
      temporary: toTemporaryPath(operation, index),
      onReserve: (path) => {
        journal.write({ line: "reserve", op, file: index, path });
        operation.reserved.add(path);
      },
      onCopied: (copy) => {
        const line = { line: "copied", op, file: index, ...copy } as const;
        journal.write(line);
        journal.sync();
        operation.copied.set(index, line);
      },
    };
  }

  /** Removes the sources, the video's last; the folders of the targets are on the disk by now. */
  removeSources(): void {
    if (!this.action.removesSource) return;
    for (const [index, file] of [...this.operation.intent.files.entries()].reverse()) {
      try {
        this.#removeSource(file, this.#placed[index]!);
      } catch (error) {
        throw toStageError(
          error,
          `Cannot remove "${file.source}", which stands at "${file.target}" too`,
        );
      }
    }
  }

  #removeSource(
    file: JournalledFile,
    { method, hash, info }: Placement & { readonly info: Deno.FileInfo },
  ): void {
    const { fs } = this.#context;
    if (method === "rename") return;
    if (method === "remove") return this.#removePlaced(file);
    const from = lookAt(fs, file.source);
    // Someone else has removed it, or put another file there: the one that was scanned stands at the target.
    if (from === undefined || from.ino !== info.ino && hash === undefined) return;
    const to = lookAt(fs, file.target);
    const stands = to !== undefined && to.ino === info.ino && to.dev === info.dev &&
      isUnchanged(to, toFacts(info));
    const isSafe = hash === undefined
      ? to?.dev === from.dev && (from.nlink ?? 0) >= 2
      : isUnchanged(from, file);
    if (!stands || !isSafe) {
      throw new StageError("source_changed", `${this.#describe(file)}: it was changed meanwhile`);
    }
    fs.removeSync(file.source);
  }

  /** Undoes what stands beside its origin. That was looked at when it was "placed"; it is still the same file. */
  #removePlaced(file: JournalledFile): void {
    const { fs } = this.#context;
    const from = lookAt(fs, file.source);
    const isSame = from !== undefined &&
      (file.link === undefined
        ? isUnchanged(from, file) && lookAt(fs, file.target)?.isFile
        : from.isSymlink && fs.readLinkSync(file.source) === file.link);
    if (!isSame) {
      throw new StageError("source_changed", `Cannot remove "${file.source}": it has changed`);
    }
    fs.removeSync(file.source);
  }

  /** How each file stands now. */
  describe(): DoneFile[] {
    const { files } = this.operation.intent;
    return this.#placed.map(({ method, hash, info }, index) => {
      const facts = { ...toFacts(info, files[index]!.mtime), method };
      return hash === undefined ? facts : { ...facts, hash };
    });
  }

  /** Takes back what was done, looking at both ends as recovery does. */
  rollBack(): Promise<Settled> {
    const { fs, journal, signal, breathe } = this.#context;
    const { op } = this.operation.intent;
    return settle(this.operation, {
      fs,
      mayFinish: false,
      hashOf: (path) => hashPath(fs, path, { signal, breathe }),
      onReserve: (path) => journal.write({ line: "reserve", op, file: 0, path }),
    });
  }

  #describe({ source, target }: JournalledFile): string {
    return `Cannot ${this.action.verb} "${source}" to "${target}"`;
  }
}
