import { SEPARATOR } from "@std/path";
import type { FileKind } from "../record/mod.ts";
import { GROWING_SUFFIXES, isNamedSample, judgeFile } from "./junk.ts";
import type { LeftOutReason } from "./left_out.ts";
import { extensionOf, kindOfName, stemOf, toFileKind } from "./media_kinds.ts";
import { isExtraFolder, isExtraName } from "./name_hints.ts";
import { type LooseSidecar, type TiedSidecar, tieSidecars, type Video } from "./tie_sidecars.ts";

/** What lies in a folder, as far as it decides what its files are. */
export interface Listing {
  /** Name of the folder. */
  readonly name: string;
  /** Names of files, sorted; those in its subtitle folders with the way there, as in `Subs/2_English.srt`. */
  readonly files: readonly string[];
  /** Names of the disc folders in it (`VIDEO_TS`, `BDMV`). */
  readonly discs: readonly string[];
}

/** What makes one record: a video or disc folder with its sidecars. Names are relative to the folder. */
export interface Unit {
  readonly name: string;
  readonly kind: "video" | "disc";
  /** Sorted by name. */
  readonly sidecars: readonly TiedSidecar[];
  /** What its size has yet to say: whether it is a sample, or a transport stream rather than source code. */
  readonly doubt?: "sample" | "transport_stream";
}

/** A file that makes no record, and why. */
export interface LeftOut {
  readonly name: string;
  readonly kind: FileKind;
  readonly reason: LeftOutReason;
}

/** What the files of a folder are. */
export interface Grouping {
  /** Sorted by name. */
  readonly units: readonly Unit[];
  /** Sorted by name. */
  readonly leftOut: readonly LeftOut[];
}

/** Groups the files of one folder into playable units, from names alone. */
export function groupUnits({ name: folder, files, discs }: Listing): Grouping {
  const videos: string[] = [];
  const sidecars: LooseSidecar[] = [];
  const leftOut: LeftOut[] = [];
  const growing = new Set<string>();

  for (const name of files) {
    const base = name.slice(name.lastIndexOf(SEPARATOR) + 1);
    const kind = kindOfName(base);
    const junk = judgeFile(base);
    if (junk !== undefined) {
      leftOut.push({ name, kind: toFileKind(kind), reason: junk });
      if (junk === "partial") growing.add(name.toLowerCase());
    } else if (kind === "video") videos.push(name);
    else if (kind === "archive") leftOut.push({ name, kind: "other", reason: "archive" });
    else if (kind !== "unknown") sidecars.push({ name, kind });
    else if (base === ".plexmatch") sidecars.push({ name, kind: "other" });
    else leftOut.push({ name, kind: "other", reason: "not_media" });
  }

  const isLooseDisc = files.some((name) => name.toLowerCase() === "video_ts.ifo");
  const kept: Video[] = discs.map((name) => ({ name, stem: "", isDisc: true, sidecars: [] }));
  for (const name of videos) {
    const reason = whyNoVideo(name);
    if (reason !== undefined) leftOut.push({ name, kind: "video", reason });
    else kept.push({ name, stem: toStem(name), isDisc: false, sidecars: [] });
  }
  if (discs.length > 0) kept.sort(byName);
  if (sidecars.length > 0) {
    leftOut.push(...tieSidecars(sidecars, { videos: kept, mains: findMains(kept), folder }));
  }
  return { units: kept.map(toUnit), leftOut: leftOut.sort(byName) };

  function whyNoVideo(name: string): LeftOutReason | undefined {
    if (growing.size > 0) {
      const lower = name.toLowerCase();
      if (GROWING_SUFFIXES.some((suffix) => growing.has(lower + suffix))) return "partial";
    }
    return isLooseDisc && extensionOf(name) === "vob" ? "loose_disc" : undefined;
  }

  function toUnit({ name, stem, isDisc, sidecars }: Video): Unit {
    sidecars.sort(byName);
    if (isDisc) return { name, kind: "disc", sidecars };
    if (isNamedSample(stem, folder)) return { name, kind: "video", sidecars, doubt: "sample" };
    if (TRANSPORT_STREAM.test(name)) {
      return { name, kind: "video", sidecars, doubt: "transport_stream" };
    }
    return { name, kind: "video", sidecars };
  }

  /** The videos that a file such as `poster.jpg` may mean: no extras, no samples, none out of a subtitle folder. */
  function findMains(all: readonly Video[]): readonly Video[] {
    if (isExtraFolder(folder)) return [];
    const films = all.filter(({ name, stem }) => !isExtraName(stem) && !name.includes(SEPARATOR));
    const whole = films.filter(({ stem }) => !isNamedSample(stem, folder));
    return whole.length > 0 ? whole : films;
  }
}

/** `.ts` and `.mts` are TypeScript, too. */
const TRANSPORT_STREAM = /\.m?ts$/i;

function toStem(name: string): string {
  return stemOf(name.slice(name.lastIndexOf(SEPARATOR) + 1));
}

/** Orders by code unit, which is the same everywhere. */
function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}
