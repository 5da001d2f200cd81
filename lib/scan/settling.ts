import type { FailedRecord, FileRecord, MediaFile } from "../record/mod.ts";
import { isFailed } from "../stream/mod.ts";
import { mayGrow } from "./judge_unit.ts";
import { createPathStates } from "./path_states.ts";
import { toFingerprint, toState } from "./seen_files.ts";

/** Decides when a file that is watched has arrived: whole, and not given before. */
export interface Settling {
  /** Takes in what a look at the disk found; true where it is now to be given. */
  take(record: FileRecord | FailedRecord): boolean;
  /** Paths that wait and may have settled by now. */
  due(): readonly string[];
  /** When the next of those that wait may have settled: milliseconds since 1970, or Infinity. */
  nextDue(): number;
  /** What was at `path` is there no more. */
  forget(path: string): void;
  /** Begins a look at everything… */
  beginPass(): void;
  /** …and ends it: what it did not find is forgotten, if it could see all. */
  endPass(): void;
}

/** How {@linkcode createSettling} decides. */
export interface SettlingOptions {
  /** Seconds without a change. */
  readonly settle: number;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
}

/**
 * Nothing is known yet. In the first pass the time of a file says how long it has not changed, or a large library would
 * wait; from then on only what was seen to rest counts, since some programs set the time before the last byte.
 */
export function createSettling({ settle, clock }: SettlingOptions): Settling {
  /** Of what was given: 31 bits that tell it, and the pass in which it was seen last. */
  const given = createPathStates();
  const waiting = new Map<string, { readonly key: string; readonly since: number }>();
  let pass = 0;
  let isFirst = true;
  let sawAll = true;

  function isRipe(file: MediaFile): boolean {
    const key = toKey(file);
    const before = waiting.get(file.path);
    if (before?.key === key) return clock() - before.since >= settle * 1000;
    if (isFirst && isOld(file)) return true;
    waiting.delete(file.path); // or it would keep its place in the order
    waiting.set(file.path, { key, since: clock() });
    return false;
  }

  function isOld({ mtime, sidecars = [] }: MediaFile): boolean {
    return [mtime, ...sidecars.map((sidecar) => sidecar.mtime)].every((time) =>
      time === undefined || !mayGrow(clock() - Date.parse(time), settle)
    );
  }

  return {
    take(record) {
      const file = record.file as MediaFile;
      const isGone = isFailed(record) && record.errors[0].code === "not_found";
      // A disk that is not mounted tells nothing of its files.
      const isRoot = file.path === file.root;
      if (isFailed(record)) sawAll &&= isGone && !isRoot;
      const mark = (toMark(record) << 1 | pass) >>> 0;
      if (given.get(file.path) >>> 1 === mark >>> 1) {
        given.set(file.path, mark);
        waiting.delete(file.path);
        return false;
      }
      // What vanished since it was listed is no failure, but what had to be expected.
      if (!isFirst && isGone && !isRoot) return false;
      if (!isFailed(record) && !file.excluded && !isRipe(file)) return false;
      waiting.delete(file.path);
      given.set(file.path, mark);
      return true;
    },
    due() {
      const now = clock();
      return [...waiting].filter(([, { since }]) => now - since >= settle * 1000)
        .map(([path]) => path);
    },
    nextDue() {
      // Those that wait stand in the order in which they began to.
      const first = waiting.values().next().value;
      return first === undefined ? Infinity : first.since + settle * 1000;
    },
    forget(path) {
      given.set(path, 0);
      waiting.delete(path);
    },
    beginPass() {
      pass ^= 1;
      sawAll = true;
    },
    endPass() {
      isFirst = false;
      if (sawAll) given.change((state) => (state & 1) === pass ? state : 0);
    },
  };
}

/** All whose change means that a file still grows, or something beside it. */
function toKey({ size, mtime, sidecars = [] }: MediaFile): string {
  const all = sidecars.map((sidecar) => `\0${sidecar.path} ${sidecar.size} ${sidecar.mtime}`);
  return `${size} ${mtime}${all.join("")}`;
}

/** 31 bits that tell what was given of a path. */
function toMark(record: FileRecord | FailedRecord): number {
  if (isFailed(record)) return toState(record.errors[0].code);
  const reason = record.file.excluded?.reason;
  return reason === undefined ? toFingerprint(record.file) : toState(reason);
}
