import { dirname, SEPARATOR } from "@std/path";
import {
  createVideoFinder,
  type Found,
  type VideoFinder,
  type VideoFinderOptions,
} from "./find_video.ts";
import { stemOfPath } from "../text/mod.ts";
import type { LeftOutReason } from "./left_out.ts";
import { stemOf } from "./media_kinds.ts";
import { readSubtitleName, type SubtitleName } from "./read_subtitle_name.ts";
import { isAudioName, reachOf } from "./sidecar_names.ts";
import type { LeftOut, LooseSidecar, TiedSidecar, Unit } from "./unit.ts";

/** Gives each sidecar to the one of `videos` that it belongs to, and returns those that belong to none. */
export function tieSidecars(
  sidecars: readonly LooseSidecar[],
  { videos, ...options }: VideoFinderOptions & { readonly videos: readonly Unit[] },
): LeftOut[] {
  const finder = createVideoFinder(videos, options);
  const leftOut: LeftOut[] = [];
  for (const sidecar of sidecars) {
    const isInside = sidecar.name.includes(SEPARATOR);
    const folders = isInside ? dirname(sidecar.name).split(SEPARATOR) : NONE;
    const stem = isInside ? stemOfPath(sidecar.name) : stemOf(sidecar.name);
    const found = findVideo(sidecar, { finder, folders, stem });
    if (typeof found === "string") {
      leftOut.push({ name: sidecar.name, kind: "sidecar", reason: found });
    } else {
      giveSidecar(found.video, { ...sidecar, ...readTrack(sidecar, { found, folders, stem }) });
    }
  }
  return leftOut;
}

const NONE: readonly never[] = [];

function giveSidecar(video: Unit, sidecar: TiedSidecar): void {
  // What a video starts with is one empty list, shared by all.
  if (video.sidecars.length === 0) video.sidecars = [sidecar];
  else (video.sidecars as TiedSidecar[]).push(sidecar);
}

interface Place {
  readonly stem: string;
  /** Subtitle folders on the way to the file. */
  readonly folders: readonly string[];
}

/** The video of a sidecar, or why it has none. */
function findVideo(
  { name, kind }: LooseSidecar,
  { finder, folders, stem }: Place & { finder: VideoFinder },
): Found | LeftOutReason {
  const named = finder.byStem(stem);
  if (named !== undefined) return named;
  const reach = reachOf(name);
  if (reach === "show") return "folder_level";
  if (reach === "folder") return finder.byFilmFolder() ?? "folder_level";
  // Any picture or song may lie about; without a video's name it is none of ours.
  if (kind === "artwork" || kind === "other") return "not_media";
  for (const folder of folders.slice(1)) {
    const found = finder.byStem(folder) ?? finder.byEpisode(folder);
    if (found !== undefined) return { video: found.video };
  }
  return finder.byEpisode(stem) ?? finder.byFolder(stem) ?? "sidecar_without_video";
}

function readTrack(
  { name, kind }: LooseSidecar,
  { found, folders, stem }: Place & { found: Found },
): SubtitleName {
  if (kind !== "subtitle" && !isAudioName(name)) return {};
  const own = found.suffix === undefined ? readSubtitleName(stem) : readSuffix(found.suffix);
  if (own.language !== undefined) return own;
  // "Subs/English/Film.srt"
  for (const folder of folders.slice(1)) {
    const { language } = readSubtitleName(folder);
    if (language !== undefined) return { language, ...own };
  }
  return own;
}

/** What was read of suffixes: few are all that there are in a library. */
const suffixes = new Map<string, SubtitleName>();
const MOST_SUFFIXES = 500;

function readSuffix(suffix: string): SubtitleName {
  let read = suffixes.get(suffix);
  if (read === undefined) {
    if (suffixes.size === MOST_SUFFIXES) suffixes.clear();
    suffixes.set(suffix, read = readSubtitleName(suffix, true));
  }
  return read;
}
