import { nameOf } from "../text/mod.ts";
import type { Sidecar, SubtitleFlag } from "../record/mod.ts";
import { cleanText, toExtension, toSegment, toSuffix } from "./path_segment.ts";
import { createTakenNames, type TakenNames } from "./taken_names.ts";

/**
 * Where one sidecar goes: beside its video under the video's stem, or into the folder of the film
 * or show.
 */
export type SidecarName =
  | { readonly source: string; readonly suffix: string }
  | { readonly source: string; readonly shared: string };

/** What {@linkcode nameSidecars} needs to know of the video. */
export interface SidecarOptions {
  /** `extra` is any file about a film or show, `disc` the folder of a film's disc. */
  readonly of: "movie" | "disc" | "episode" | "extra";
  /** The video's present name without extension. */
  readonly stem: string;
  /** What will follow the video's stem: its extension. */
  readonly extension: string;
  /** What follows the stem in the name of an episode's picture. */
  readonly thumb: string;
  /**
   * Whether the film or show has a folder of its own, where pictures and NFO may lie under common
   * names.
   */
  readonly folder: boolean;
}

/**
 * Names each sidecar by the servers' rules; no two are equal.
 *
 * Subtitles: `<stem>[.number].<language>[.flags].ext`, where the number tells two of a language
 * apart. It stands in front, since servers read language and flags at the end.
 * Sources: https://support.plex.tv/articles/200471133-adding-local-subtitles-to-your-media/,
 * https://jellyfin.org/docs/general/server/media/movies
 */
export function nameSidecars(
  sidecars: readonly Sidecar[],
  options: SidecarOptions,
): readonly SidecarName[] {
  if (sidecars.length === 0) return [];
  if (sidecars.length === 1 && isTrack(sidecars[0]!)) {
    const suffix = trackSuffix(sidecars[0]!, 1);
    if (suffix !== options.extension) return [{ source: sidecars[0]!.path, suffix }];
  }
  const taken = createTakenNames(options.extension);
  /** Tracks of one present stem, such as `.idx` and `.sub`, stay together. */
  const groups = new Map<string, Sidecar[]>();
  const names = new Map<Sidecar, SidecarName>();
  for (const sidecar of [...sidecars.filter(isWellNamed), ...sidecars]) {
    if (names.has(sidecar)) continue;
    if (isTrack(sidecar)) {
      const { path } = sidecar;
      const key = path.slice(0, path.length - toExtension(path).length);
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [sidecar]);
      else group.push(sidecar);
    } else names.set(sidecar, nameOther(sidecar, options, taken));
  }
  // "Film.en" before "Film.en.commentary" and "Film.2.en": the plain one is what most want.
  const plainFirst = [...groups].sort(([one], [other]) => one.length - other.length);
  for (const [, group] of plainFirst) {
    // Two of one stem whose extensions differ by case only are no pair.
    const isPair = new Set(group.map(({ path }) => toExtension(path))).size === group.length;
    for (const tracks of isPair ? [group] : group.map((track) => [track])) {
      const suffixes = taken.takeFirst((number) =>
        tracks.map((track) => trackSuffix(track, number))
      );
      tracks.forEach(({ path }, index) =>
        names.set(tracks[index]!, { source: path, suffix: suffixes[index]! })
      );
    }
  }
  return sidecars.map((sidecar) => names.get(sidecar)!);
}

/** Subtitles, and audio tracks whose language is known. */
function isTrack({ kind, language }: Sidecar): boolean {
  return kind === "subtitle" || (kind === "other" && typeof language === "string");
}

/** In this order, which all servers read. */
const FLAGS: readonly SubtitleFlag[] = ["default", "forced", "sdh", "cc"];

const LANGUAGE = /^[a-z]{2,3}(?:-[a-z0-9]{2,8})?$/i;

function trackSuffix({ path, language, flags }: Sidecar, number: number): string {
  let suffix = number > 1 ? `.${number}` : "";
  if (typeof language === "string" && LANGUAGE.test(language)) suffix += `.${language}`;
  for (const flag of flags ? FLAGS : []) if (flags!.includes(flag)) suffix += `.${flag}`;
  return suffix + toExtension(path);
}

function nameOther(
  { path, kind }: Sidecar,
  options: SidecarOptions,
  taken: TakenNames,
): SidecarName {
  const extension = toExtension(path);
  const base = nameOf(path);
  const stem = base.slice(0, base.length - extension.length);
  const lower = stem.toLowerCase();
  const choices: Choice[] = [];
  if (kind === "nfo") choices.push(...nameNfo(lower, options));
  if (kind === "artwork") choices.push(...nameArtwork(lower, extension, options));
  if (kind === "other" && lower === "theme" && options.of === "episode" && options.folder) {
    choices.push({ shared: `theme${extension}` });
  }
  choices.push({ suffix: keepSuffix(base, stem, extension, options.stem) });
  for (const choice of choices) {
    if (taken.take(["suffix" in choice ? choice.suffix : `/${choice.shared}`])) {
      return { source: path, ...choice };
    }
  }
  const rest = toSuffix(`.${cleanText(stem)}`) + extension;
  const [suffix] = taken.takeFirst((number) => [number > 1 ? `.${number}${rest}` : rest]);
  return { source: path, suffix: suffix! };
}

/** A name that suits a sidecar, if it is still free. */
type Choice = { readonly suffix: string } | { readonly shared: string };

function nameNfo(stem: string, { of, folder }: SidecarOptions): Choice[] {
  if (of === "episode" && folder && stem === "tvshow") return [{ shared: "tvshow.nfo" }];
  const beside = { suffix: ".nfo" };
  if (of === "disc") return folder ? [{ shared: "movie.nfo" }, beside] : [beside];
  return of === "movie" && folder && stem === "movie"
    ? [beside, { shared: "movie.nfo" }]
    : [beside];
}

/** A kind of picture under the name that all servers read, and what else it is called. */
const PICTURES: Readonly<Record<string, string>> = {
  poster: "poster folder cover movie default show",
  fanart: "fanart art backdrop background",
  banner: "banner",
  landscape: "landscape",
  thumb: "thumb",
  clearlogo: "logo clearlogo",
  clearart: "clearart",
  discart: "disc discart cdart",
  keyart: "keyart",
};

const ARTWORK: ReadonlyMap<string, string> = new Map(
  Object.entries(PICTURES).flatMap(([role, words]) => words.split(" ").map((word) => [word, role])),
);

const ROLE = new RegExp(`(^|[-._ ])(${[...ARTWORK.keys()].join("|")})(-?\\d{1,3})?$`);

/** Whether a picture has the name that all servers read: "poster.jpg" goes before "folder.jpg". */
function isWellNamed({ path, kind }: Sidecar): boolean {
  if (kind !== "artwork") return false;
  const base = nameOf(path).toLowerCase();
  const stem = base.slice(0, base.length - toExtension(base).length);
  return ARTWORK.get(stem) === stem;
}

function nameArtwork(
  stem: string,
  extension: string,
  { of, stem: video, thumb, folder }: SidecarOptions,
): Choice[] {
  const own = stem === video.toLowerCase();
  const [, gap, word, number = ""] = own ? [] : ROLE.exec(stem) ?? [];
  const role = ARTWORK.get(word ?? "");
  if (of === "extra") return [{ suffix: extension }];
  if (of === "episode") {
    // A picture under the episode's name is its own; a bare one is the show's.
    if (own || role === "thumb") return [{ suffix: `${thumb}${extension}` }];
    if (role === undefined) return [];
    return gap === "" && folder ? [{ shared: `${role}${number}${extension}` }] : [];
  }
  const kind = role ?? (own ? "poster" : undefined);
  if (kind === undefined) return [];
  const beside = { suffix: `-${kind}${number}${extension}` };
  return folder ? [{ shared: `${kind}${number}${extension}` }, beside] : [beside];
}

/**
 * What follows the video's name in the sidecar's stays; else the whole name of the sidecar follows.
 */
function keepSuffix(base: string, stem: string, extension: string, video: string): string {
  const begins = video !== "" && base.toLowerCase().startsWith(video.toLowerCase()) &&
    /^[-._ ]/.test(base.slice(video.length));
  const rest = begins ? stem.slice(video.length) : `.${stem}`;
  const sign = rest.startsWith("-") ? "-" : ".";
  const clean = toSegment(cleanText(rest.replace(/^[-._ ]+/, "")));
  return (clean === "" ? "" : toSuffix(`${sign}${clean}`)) + extension;
}
