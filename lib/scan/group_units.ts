import { SEPARATOR } from "@std/path";
import { nameOf, stemOfPath } from "../text/mod.ts";
import { GROWING_SUFFIXES, isNamedSample, judgeFile } from "./junk.ts";
import type { LeftOutReason } from "./left_out.ts";
import { byName } from "./join_path.ts";
import { extensionOf, kindOfName, toFileKind } from "./media_kinds.ts";
import { isExtraFolder, isExtraName } from "./name_hints.ts";
import { tieSidecars } from "./tie_sidecars.ts";
import type { LeftOut, LooseSidecar, Unit } from "./unit.ts";

/** What lies in a folder, as far as it decides what its files are. */
export interface Listing {
  /** Name of the folder. */
  readonly name: string;
  /** Names of files, sorted; those in its subtitle folders with the way there, as in `Subs/2_English.srt`. */
  readonly files: readonly string[];
  /** Names of the disc folders in it (`VIDEO_TS`, `BDMV`). */
  readonly discs: readonly string[];
  /** Hidden files count like others. @default false */
  readonly hidden?: boolean;
}

/** What the files of a folder are. */
export interface Grouping {
  /** Sorted by name. */
  readonly units: readonly Unit[];
  /** Sorted by name. */
  readonly leftOut: readonly LeftOut[];
}

/** Groups the files of one folder into playable units, from names alone. */
export function groupUnits({ name: folder, files, discs, hidden = false }: Listing): Grouping {
  const videos: string[] = [];
  const sidecars: LooseSidecar[] = [];
  const leftOut: LeftOut[] = [];
  /** Names of unfinished downloads, of which some stand beside the video that grows: "Film.mkv.aria2". */
  let growing: Set<string> | undefined;

  for (const name of files) {
    const base = nameOf(name);
    const kind = kindOfName(base);
    const junk = judgeFile(base, kind);
    if (junk !== undefined && !(hidden && junk === "hidden")) {
      leftOut.push({ name, kind: toFileKind(kind), reason: junk });
      if (junk === "partial") (growing ??= new Set()).add(name.toLowerCase());
    } else if (kind === "video") videos.push(name);
    else if (kind === "archive") leftOut.push({ name, kind: "other", reason: "archive" });
    else if (kind !== "unknown") sidecars.push({ name, kind });
    else if (base === ".plexmatch") sidecars.push({ name, kind: "other" });
    else leftOut.push({ name, kind: "other", reason: "not_media" });
  }

  const isLooseDisc = files.some((name) =>
    name.length === LOOSE_DISC.length && name.toLowerCase() === LOOSE_DISC
  );
  const units: Unit[] = discs.map((name) => ({ name, kind: "disc", sidecars: NONE }));
  for (const name of videos) {
    const reason = whyNoVideo(name);
    if (reason !== undefined) leftOut.push({ name, kind: "video", reason });
    else units.push(toUnit(name));
  }
  if (discs.length > 0) units.sort(byName);
  if (sidecars.length > 0) {
    leftOut.push(
      ...tieSidecars(sidecars, { videos: units, findMains: () => findMains(units), folder }),
    );
  }
  if (leftOut.length > 1) leftOut.sort(byName);
  return { units, leftOut };

  function whyNoVideo(name: string): LeftOutReason | undefined {
    if (growing !== undefined) {
      const lower = name.toLowerCase();
      if (GROWING_SUFFIXES.some((suffix) => growing!.has(lower + suffix))) return "partial";
    }
    return isLooseDisc && extensionOf(name) === "vob" ? "loose_disc" : undefined;
  }

  function toUnit(name: string): Unit {
    if (isNamedSample(stemOfPath(name), folder)) {
      return { name, kind: "video", sidecars: NONE, doubt: "sample" };
    }
    return TRANSPORT_STREAM.test(name)
      ? { name, kind: "video", sidecars: NONE, doubt: "transport_stream" }
      : { name, kind: "video", sidecars: NONE };
  }

  /** The videos that a file such as `poster.jpg` may mean: no extras, no samples, none out of a subtitle folder. */
  function findMains(all: readonly Unit[]): readonly Unit[] {
    if (isExtraFolder(folder)) return [];
    const films = all.filter(({ name }) =>
      !isExtraName(stemOfPath(name)) && !name.includes(SEPARATOR)
    );
    const whole = films.filter(({ doubt }) => doubt !== "sample");
    return whole.length > 0 ? whole : films;
  }
}

/** Shared, since a folder may hold a hundred thousand videos and not one sidecar. */
const NONE: readonly never[] = [];

/** Of every DVD-Video. Where it lies in another folder than VIDEO_TS, which is not entered, a disc was taken apart. */
const LOOSE_DISC = "video_ts.ifo";

/** `.ts` and `.mts` are TypeScript, too. */
const TRANSPORT_STREAM = /\.m?ts$/i;
