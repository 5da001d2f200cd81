import { list, read, type Work } from "./ask.ts";
import type { LeftOut, Listing } from "./group_units.ts";
import { joinPath, nameOf } from "./join_path.ts";
import { HIDING_FILES } from "./junk.ts";
import { kindOfName } from "./media_kinds.ts";
import { isSubtitleFolder } from "./name_hints.ts";
import { type Content, sortEntries } from "./sort_entries.ts";
import { toFailure } from "./to_failure.ts";
import type { Folder, WalkSettings } from "./walk_settings.ts";

/** What lies in a folder: what to group, what was left out already, and where to go on. */
export interface Gathered extends Listing {
  readonly leftOut: readonly LeftOut[];
  /** Folders to enter, sorted. */
  readonly folders: readonly string[];
}

/**
 * Lists a folder, and with it the subtitle folders of its videos: `Subs/`, and `Subs/<episode>/` one deeper. What cannot
 * be listed is given as a failed record. Returns `hidden` where a file in the folder says that it is not for us.
 */
export function* gatherFolder(
  folder: Folder,
  { named }: WalkSettings,
): Work<Gathered | "hidden" | undefined> {
  const content = yield* listContent(folder, "");
  if (content === undefined) return undefined;
  if (yield* isHiding(folder.path, content.files)) return "hidden";

  const files = [...content.files];
  const leftOut = [...content.leftOut];
  const discs = content.folders.filter(isDiscFolder);
  const folders: string[] = [];
  const others = content.folders.filter((name) =>
    !isDiscFolder(name) && !named.has(joinPath(folder.real, name))
  );
  const hasVideo = () => discs.length > 0 || content.files.some(isVideoName);
  for (const name of others) {
    if (isSubtitleFolder(name) && hasVideo()) {
      for (const deeper of yield* take(name)) folders.push(...yield* take(deeper));
    } else folders.push(name);
  }
  const isFlat = files.length === content.files.length;
  return {
    name: nameOf(folder.path),
    files: isFlat ? files : files.sort(),
    discs,
    leftOut,
    folders,
  };

  /** Adds the files of subtitle folder `way`, and returns the folders in it. */
  function* take(way: string): Work<string[]> {
    const inner = yield* listContent(folder, way);
    if (inner === undefined) return [];
    for (const name of inner.files) files.push(joinPath(way, name));
    for (const one of inner.leftOut) leftOut.push({ ...one, name: joinPath(way, one.name) });
    return inner.folders.map((name) => joinPath(way, name));
  }
}

function isVideoName(name: string): boolean {
  return kindOfName(name) === "video";
}

/** Whether folder `name` holds a disc: DVD-Video or Blu-ray. */
export function isDiscFolder(name: string): boolean {
  return /^(?:video_ts|bdmv)$/i.test(name);
}

function* listContent({ path, root }: Folder, way: string): Work<Content | undefined> {
  const whole = way === "" ? path : joinPath(path, way);
  const entries = yield* list(whole);
  if (entries instanceof Error) {
    yield { give: [toFailure({ path: whole, root }, entries)] };
    return undefined;
  }
  const content = sortEntries(entries);
  if (content.twins.length > 0) {
    const cause = new Deno.errors.NotFound();
    yield {
      give: content.twins.map((name) => toFailure({ path: joinPath(whole, name), root }, cause)),
    };
  }
  return content;
}

/** Whether a file hides its folder: `.nomedia` as in Kodi, an empty `.ignore` as in Jellyfin. */
function* isHiding(path: string, files: readonly string[]): Work<boolean> {
  for (const name of files) {
    if (name[0] !== "." && name[0] !== "t") continue;
    if (HIDING_FILES.has(name)) return true;
    if (name !== ".ignore") continue;
    const text = yield* read(joinPath(path, name));
    // One that cannot be read may say anything: Jellyfin hides the folder then, too.
    if (text instanceof Error || text.trim() === "") return true;
  }
  return false;
}
