import { list, read, stat, type Work } from "./ask.ts";
import type { LeftOut, Listing } from "./group_units.ts";
import { type IgnoreRules, NO_RULES } from "./ignore_rules.ts";
import { joinPath, nameOf } from "./join_path.ts";
import { HIDING_FILES } from "./junk.ts";
import type { LeftOutReason } from "./left_out.ts";
import { followLinks } from "./follow_links.ts";
import { kindOfName, toFileKind } from "./media_kinds.ts";
import { isSubtitleFolder } from "./name_hints.ts";
import { type Content, sortEntries } from "./sort_entries.ts";
import { toFailure } from "./to_failure.ts";
import type { Folder, WalkSettings } from "./walk_settings.ts";

/** What lies in a folder: what to group, what was left out already, and where to go on. */
export interface Gathered extends Listing {
  readonly leftOut: readonly LeftOut[];
  /** Folders to enter, sorted. */
  readonly folders: readonly string[];
  /** Real paths of those of them that are links. */
  readonly linked: ReadonlyMap<string, string>;
  /** Patterns that hold in it. */
  readonly rules: IgnoreRules;
}

/**
 * Lists a folder, and with it the subtitle folders of its videos: `Subs/`, and `Subs/<episode>/` one deeper. What cannot
 * be listed is given as a failed record. Returns the reason where the whole folder is left out.
 */
export function* gatherFolder(
  folder: Folder,
  settings: WalkSettings,
): Work<Gathered | LeftOutReason | undefined> {
  const { named, wishes } = settings;
  const linked = new Map<string, string>();
  if (folder.device !== undefined && folder.depth > 0) {
    const [info] = yield* stat([folder.path]);
    if (!(info instanceof Error) && info!.dev !== folder.device) return "other_file_system";
  }
  const content = yield* listContent("");
  if (content === undefined) return undefined;
  const rules = yield* readRules(folder, content.files);
  if (rules === "ignored") return rules;

  let files: string[] = [];
  const leftOut: LeftOut[] = [];
  const folders: string[] = [];
  const { folders: entered, discs } = takeContent("", content);
  const hasVideo = () => discs.length > 0 || content.files.some(isVideoName);
  for (const name of entered) {
    if (isSubtitleFolder(name) && hasVideo()) {
      for (const deeper of yield* enter(name)) folders.push(...yield* enter(deeper));
    } else folders.push(name);
  }
  return {
    name: nameOf(folder.path),
    files: entered.some(isSubtitleFolder) ? files.sort() : files,
    discs,
    hidden: wishes.hidden,
    leftOut,
    folders,
    linked,
    rules,
  };

  /** Adds what lies in subtitle folder `way`, and returns the folders in it. */
  function* enter(way: string): Work<readonly string[]> {
    const inner = yield* listContent(way);
    if (inner === undefined) return [];
    const { folders, discs } = takeContent(way, inner);
    return [...folders, ...discs];
  }

  /** Adds the files of `content`, less what patterns name. */
  function takeContent(way: string, content: Content): { folders: string[]; discs: string[] } {
    for (const one of content.leftOut) leftOut.push({ ...one, name: joinPath(way, one.name) });
    // Most folders have no patterns, and may have a hundred thousand names: these are not copied.
    if (way === "" && rules === NO_RULES) files = content.files;
    else for (const name of content.files) take(joinPath(way, name), false);
    const kept = content.folders.map((name) => joinPath(way, name)).filter((name) => {
      // What the user named comes in its own turn.
      const isNamed = !isDiscFolder(nameOf(name)) && named.has(joinPath(folder.real, name));
      return !isNamed && take(name, true);
    });
    return {
      folders: kept.filter((name) => !isDiscFolder(nameOf(name))),
      discs: kept.filter((name) => isDiscFolder(nameOf(name))),
    };
  }

  function take(name: string, isFolder: boolean): boolean {
    const reason = (rules as IgnoreRules).judge(name, isFolder);
    if (reason !== undefined) {
      leftOut.push({ name, kind: isFolder ? "other" : toFileKind(kindOfName(name)), reason });
    } else if (!isFolder) files.push(name);
    return reason === undefined;
  }

  function* listContent(way: string): Work<Content | undefined> {
    const { root } = folder;
    const path = joinPath(folder.path, way);
    const entries = yield* list(path);
    if (entries instanceof Error) {
      yield { give: [toFailure({ path, root }, entries)] };
      return undefined;
    }
    if (way === "" && entries.links.length > 0 && (wishes.follow || folder.isNamed)) {
      for (const [name, real] of yield* followLinks(folder, { entries, settings })) {
        linked.set(name, real);
      }
    }
    const content = sortEntries(entries, { hidden: wishes.hidden });
    if (content.twins.length > 0) {
      const cause = new Deno.errors.NotFound();
      const paths = content.twins.map((name) => joinPath(path, name));
      yield { give: paths.map((path) => toFailure({ path, root }, cause)) };
    }
    return content;
  }
}

function isVideoName(name: string): boolean {
  return kindOfName(name) === "video";
}

/** Whether folder `name` holds a disc: DVD-Video or Blu-ray. */
export function isDiscFolder(name: string): boolean {
  return /^(?:video_ts|bdmv)$/i.test(name);
}

/**
 * The patterns that hold in a folder with those of its own `.ignore` and `.plexignore`. A `.nomedia` hides the whole
 * folder, as in Kodi, and so does an empty `.ignore`, as in Jellyfin. One that cannot be read may say anything: then the
 * folder stays hidden, too.
 */
function* readRules(
  { path, rules }: Folder,
  files: readonly string[],
): Work<IgnoreRules | "ignored"> {
  for (const name of files) {
    if (name[0] !== "." && name[0] !== "t") continue;
    if (HIDING_FILES.has(name)) return "ignored";
    if (name !== ".ignore" && name !== ".plexignore") continue;
    const text = yield* read(joinPath(path, name));
    if (text instanceof Error) return "ignored";
    const isPlex = name === ".plexignore";
    if (!isPlex && text.trim() === "") return "ignored";
    // Plex takes a pattern without a slash for a name in this very folder; Jellyfin reads what git reads.
    rules = rules.with(text.split("\n"), { reason: "pattern", isShallow: isPlex });
  }
  return rules;
}
