import { nameOf } from "../text/mod.ts";
import { list, read, stat, type Work } from "./ask.ts";
import type { Listing } from "./group_units.ts";
import { type IgnoreRules, NO_RULES } from "./ignore_rules.ts";
import { joinPath } from "./join_path.ts";
import { HIDING_FILES } from "./junk.ts";
import type { LeftOutReason } from "./left_out.ts";
import { followLinks } from "./follow_links.ts";
import { kindOfName, toFileKind } from "./media_kinds.ts";
import { isSubtitleFolder } from "./name_hints.ts";
import { type Content, sortEntries } from "./entries.ts";
import { toFailure } from "./to_failure.ts";
import type { LeftOut } from "./unit.ts";
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
  if (folder.device !== undefined && folder.depth > 0) {
    const [info] = yield* stat([folder.path]);
    if (!(info instanceof Error) && info!.dev !== folder.device) return "other_file_system";
  }
  const content = yield* listContent(folder, { way: "", settings });
  if (content === undefined) return undefined;
  const hasRules = content.files.some(isRuleFile);
  const rules = hasRules ? yield* readRules(folder, content.files) : folder.rules;
  if (rules === "ignored") return rules;
  return yield* gatherBelow(folder, { content, rules, settings });
}

/** Goes through what lies in a folder, and into its subtitle folders. */
function* gatherBelow(
  folder: Folder,
  { content, rules, settings }: {
    readonly content: LinkedContent;
    readonly rules: IgnoreRules;
    readonly settings: WalkSettings;
  },
): Work<Gathered> {
  const { named, wishes } = settings;
  let files: string[] = [];
  const leftOut: LeftOut[] = [];
  const folders: string[] = [];
  const inside = takeContent("", content);
  for (const name of inside.folders) {
    if (isSubtitleFolder(name) && (inside.discs.length > 0 || content.files.some(isVideoName))) {
      for (const deeper of yield* enter(name)) folders.push(...yield* enter(deeper));
    } else folders.push(name);
  }
  // Names from further down stand behind those of the folder itself.
  if (files !== content.files) files.sort();
  return {
    name: nameOf(folder.path),
    files,
    discs: inside.discs,
    hidden: wishes.hidden,
    leftOut,
    folders,
    linked: content.linked,
    rules,
  };

  /** Adds what lies in subtitle folder `way`, and returns the folders in it. */
  function* enter(way: string): Work<readonly string[]> {
    const inner = yield* listContent(folder, { way, settings });
    if (inner === undefined) return [];
    if (files === content.files) files = [...files];
    const { folders, discs } = takeContent(way, inner);
    return [...folders, ...discs];
  }

  /** Adds the files of `content`, less what patterns name. */
  function takeContent(way: string, content: Content): { folders: string[]; discs: string[] } {
    for (const one of content.leftOut) leftOut.push({ ...one, name: joinPath(way, one.name) });
    if (way === "" && rules === NO_RULES) files = content.files;
    else for (const name of content.files) take(joinPath(way, name), false);
    const folders: string[] = [];
    const discs: string[] = [];
    for (const inner of content.folders) {
      const name = joinPath(way, inner);
      const isDisc = isDiscFolder(inner);
      // What the user named comes in its own turn.
      if (!isDisc && named.size > 1 && named.has(joinPath(folder.real, name))) continue;
      if (take(name, true)) (isDisc ? discs : folders).push(name);
    }
    return { folders, discs };
  }

  function take(name: string, isFolder: boolean): boolean {
    const reason = rules.judge(name, isFolder);
    if (reason !== undefined) {
      leftOut.push({ name, kind: isFolder ? "other" : toFileKind(kindOfName(name)), reason });
    } else if (!isFolder) files.push(name);
    return reason === undefined;
  }
}

/** What a folder's listing holds, with the real paths of the links in it that are followed. */
interface LinkedContent extends Content {
  readonly linked: ReadonlyMap<string, string>;
}

const NO_LINKS: ReadonlyMap<string, string> = new Map();

/** Lists `way`, which is `folder` itself or a folder in it, and gives a failed record for what cannot be had. */
function* listContent(
  folder: Folder,
  { way, settings }: { readonly way: string; readonly settings: WalkSettings },
): Work<LinkedContent | undefined> {
  const { root } = folder;
  const { hidden, follow } = settings.wishes;
  const path = joinPath(folder.path, way);
  const entries = yield* list(path);
  if (entries instanceof Error) {
    yield { give: [toFailure({ path, root }, entries)] };
    return undefined;
  }
  const isFollowed = way === "" && entries.links.length > 0 && (follow || folder.isNamed);
  const linked = isFollowed ? yield* followLinks(folder, { entries, settings }) : NO_LINKS;
  const content = sortEntries(entries, { hidden });
  const { only } = folder;
  const twins = content.twins.filter((name) => only === undefined || only.has(joinPath(way, name)));
  if (twins.length > 0) {
    const cause = new Deno.errors.NotFound();
    const paths = twins.map((name) => joinPath(path, name));
    yield { give: paths.map((path) => toFailure({ path, root }, cause)) };
  }
  return { ...content, linked };
}

function isVideoName(name: string): boolean {
  return kindOfName(name) === "video";
}

/** Whether folder `name` holds a disc: DVD-Video or Blu-ray. */
export function isDiscFolder(name: string): boolean {
  return /^(?:video_ts|bdmv)$/i.test(name);
}

const DOT = ".".charCodeAt(0);
const T = "t".charCodeAt(0);

/** Asked of every name, so that its first letter decides about most. */
function isRuleFile(name: string): boolean {
  const first = name.charCodeAt(0);
  if (first !== DOT && first !== T) return false;
  return HIDING_FILES.has(name) || name === ".ignore" || name === ".plexignore";
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
  for (const name of files.filter(isRuleFile)) {
    if (HIDING_FILES.has(name)) return "ignored";
    const text = yield* read(joinPath(path, name));
    if (text instanceof Error) return "ignored";
    const isPlex = name === ".plexignore";
    if (!isPlex && text.trim() === "") return "ignored";
    // Plex takes a pattern without a slash for a name in this very folder; Jellyfin reads what git reads.
    rules = rules.with(text.split("\n"), { reason: "pattern", isShallow: isPlex });
  }
  return rules;
}
