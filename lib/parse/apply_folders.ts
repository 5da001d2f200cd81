import { fold, isAlike } from "./compare_names.ts";
import { beginsWith, countTags, readNumbers } from "./folder_numbers.ts";
import { isObfuscated } from "./is_obfuscated.ts";
import type { FolderReading } from "./read_folders.ts";
import type { NameReading } from "./read_name.ts";
import { takeCountry } from "./split_country.ts";
import type { Draft } from "./values.ts";

/** The draft of `file`, or one in its place, with what its folders say about it. */
export function applyFolders(file: NameReading, folders: FolderReading): Draft {
  const { named } = folders;
  const { season, episodes } = file.draft;
  let { draft } = file;
  if (named !== undefined && isCryptic(file, folders)) {
    draft = takeName(draft, named);
    if (draft.seasons === undefined) draft.season ??= folders.season;
  } else if (named !== undefined && isOfFilm(file, folders)) {
    if (!file.hasPlaced) draft.part = draft.episodes![0]!;
    draft.season = undefined;
    draft.episodes = undefined;
    draft.title = named.title;
    draft.kind = "movie";
  } else readNumbers(file, folders);
  draft.extra ??= folders.extra;
  draft.part ??= folders.part;
  if (named !== undefined) takeFromFolder(draft, folders, { file, season, episodes });
  else if (folders.season !== undefined && file.isTitleBehind && draft.title !== undefined) {
    // "Season 1/02 - Name.mkv"
    draft.episodeTitle ??= draft.title;
    draft.title = undefined;
  } else if (folders.extra !== undefined && !isIdentified(draft)) {
    // "Extras/Gag Reel.mkv" is not called so, but belongs to something that we do not know.
    draft.title = undefined;
    draft.kind = "unknown";
    draft.confidence = 0;
  }
  const { kind } = draft;
  if (isNumbered(draft)) draft.kind = "episode";
  else if (isOfShow(draft, folders) && isAlike(draft.title, named!.title)) draft.kind = "episode";
  else if (draft.title !== undefined) draft.kind = kind === "episode" ? "episode" : "movie";
  if (draft.kind === "episode" && named !== undefined) takeCountry(draft);
  return draft;
}

/**
 * Whether a number counts no episode: one without a mark, "Heat (1995)/Extras/01 - Intro", "Movies/300 (2006)/300 - CD1", or of
 * two pieces, "Movies/Heat (1995)/Heat 1of2".
 */
function isOfFilm({ draft, stem, hasPlaced }: NameReading, folders: FolderReading): boolean {
  if (draft.episodes === undefined) return false;
  const { named, isNear, extra, holds } = folders;
  if (!isNear || named?.kind !== "movie" || named.year === undefined) return false;
  if (!hasPlaced) {
    return draft.season === undefined && holds === "films" &&
      /[12][ ._]?of[ ._]?2(?!\d)/i.test(stem);
  }
  if (extra !== undefined && holds !== "shows" && draft.season === undefined) return true;
  const whole = fold(stem);
  const title = fold(named.title!);
  // "1 - Alien" in "1 - Alien (1979)"
  if (whole.endsWith(title) && /^\d{1,3}$/.test(whole.slice(0, -title.length))) return true;
  // "300 - Disc 1", "apollo.13.1080p" in "300 (2006)", "Apollo 13 1995 1080p": of the title
  const number = (draft.season ?? 0) * 100 + draft.episodes[0]!;
  return whole.startsWith(title) && new RegExp(`(?<!\\d)0*${number}(?!\\d)`).test(named.title!);
}

/** Whether the draft says which episode it is. */
function isNumbered({ season, seasons, episodes, absoluteEpisodes, date }: Draft): boolean {
  return season !== undefined || seasons !== undefined || episodes !== undefined ||
    absoluteEpisodes !== undefined || date !== undefined;
}

/** Whether the named folder is a show's: in one of shows there may lie a film, "Anime/Title (2016)/Title". */
function isOfShow({ year, episodeTitle }: Draft, { named, holds }: FolderReading): boolean {
  if (named === undefined || named.kind === "episode") return named !== undefined;
  return holds === "shows" && (year === undefined || episodeTitle !== undefined);
}

/** Whether the draft says which film or episode it is, by more than words. */
function isIdentified(draft: Draft): boolean {
  return draft.year !== undefined || draft.ids !== undefined || isNumbered(draft);
}

/** The folder's draft in place of a file's that says nothing but its tags. */
function takeName(file: Draft, named: Draft): Draft {
  const draft = { ...named };
  takeTags(draft, file);
  draft.container = file.container;
  draft.checksum = file.checksum ?? named.checksum;
  draft.part = file.part ?? named.part;
  // "Dune Part 1" in "Dune Part 1 (2021)"
  if (draft.part !== undefined && fold(named.title!).endsWith(`part${draft.part}`)) {
    draft.part = undefined;
  }
  draft.explain = file.explain;
  return draft;
}

/** What `draft` lacks of the technical tags of `other`. */
function takeTags(draft: Draft, other: Draft): void {
  draft.editions ??= other.editions;
  draft.resolution ??= other.resolution;
  draft.source ??= other.source;
  draft.remux ??= other.remux;
  draft.videoCodec ??= other.videoCodec;
  draft.audioCodecs ??= other.audioCodecs;
  draft.audioChannels ??= other.audioChannels;
  draft.hdr ??= other.hdr;
  draft.bitDepth ??= other.bitDepth;
  draft.threeD ??= other.threeD;
  draft.proper ??= other.proper;
  draft.repack ??= other.repack;
  draft.languages ??= other.languages;
  draft.subtitleLanguages ??= other.subtitleLanguages;
  draft.streamingService ??= other.streamingService;
  draft.ids ??= other.ids;
}

/** Whether the file's name says less than the folder of the release: "ano-cosmo.720p", a hash, "170424_26". */
function isCryptic({ draft, stem }: NameReading, { named, isNear }: FolderReading): boolean {
  if (isObfuscated(stem)) return true;
  if (!isNear) return false;
  const folder = named!;
  // "Apollo 13.mkv" in "Apollo 13 (1995)"
  if (folder.year !== undefined && stem.length === folder.title!.length) {
    if (folder.kind === "movie" && fold(stem) === fold(folder.title!)) return true;
  }
  if (folder.episodes !== undefined && (folder.season !== undefined || folder.date !== undefined)) {
    if (draft.date !== undefined) return false;
    if (draft.episodes !== undefined) {
      if (draft.season !== undefined || isAlike(draft.title, folder.title)) return false;
    }
    return draft.title === undefined || countTags(folder) > 0;
  }
  if (folder.kind !== "movie" || folder.year === undefined || draft.year !== undefined) {
    return false;
  }
  if (draft.episodes !== undefined || draft.season !== undefined || draft.date !== undefined) {
    return false;
  }
  if (isAlike(draft.title, folder.title)) return false;
  // "abc-titl.1080p" in "Title of Two 2016 1080p"
  const isShort = draft.title !== undefined && /^[a-z0-9]{2,5}-[a-z0-9]{2,8}$/.test(draft.title);
  return isShort || countTags(folder) >= 2;
}

/** A file's reading, and the numbers that its name alone has. */
interface Own {
  readonly file: NameReading;
  readonly season: number | undefined;
  readonly episodes: readonly number[] | undefined;
}

/** Takes the folder's title where it is better, and what it says besides where the titles agree. */
function takeFromFolder(draft: Draft, folders: FolderReading, own: Own): void {
  const named = folders.named!;
  if (draft.title !== named.title && isFolderBetter(draft, folders, own)) {
    if (draft.title !== undefined && own.file.isTitleBehind && draft.episodes !== undefined) {
      draft.episodeTitle = draft.episodeTitle === undefined
        ? draft.title
        : `${draft.title} - ${draft.episodeTitle}`;
    }
    if (draft.title !== undefined && beginsWith(draft.title, `${named.title} - `)) {
      draft.episodeTitle ??= draft.title.slice(named.title!.length + 3);
    } else if (
      folders.season !== undefined && own.episodes === undefined && own.season === undefined
    ) {
      // "Title/Season 1/Name of the Episode"
      draft.episodeTitle ??= draft.title;
    }
    const added = named.year === undefined
      ? ""
      : draft.title?.slice(named.title!.length).toLowerCase();
    if (added === " 3d") draft.threeD = true;
    else if (added === " trailer" || added === " teaser") draft.extra ??= "trailer";
    draft.title = named.title;
    if (named.year !== undefined) draft.year = named.year;
    draft.alternativeTitle = named.alternativeTitle;
  }
  if (!isAlike(draft.title, named.title)) return;
  // "title.mkv" in "Title (1999)"
  if (draft.title!.length === named.title!.length && draft.title === draft.title!.toLowerCase()) {
    draft.title = named.title;
  }
  if (draft.episodeTitle !== undefined) {
    // "2x05 - Show - Title" in the show's folder
    const prefix = `${named.title} - `;
    if (draft.episodeTitle.startsWith(prefix)) {
      draft.episodeTitle = draft.episodeTitle.slice(prefix.length);
    }
  }
  draft.year ??= named.year;
  if (own.episodes?.[0] === named.episodes?.[0] && own.season === named.season) {
    // "title.s01e02.720p" in "Title.S01E02.Name.of.the.Episode.720p-GROUP"
    draft.episodeTitle ??= named.episodeTitle;
  }
  takeTags(draft, named);
  draft.releaseGroup ??= named.releaseGroup;
  draft.confidence = Math.max(draft.confidence, named.confidence);
}

/** Whether the folder's title is to be believed, not the file's. */
function isFolderBetter(draft: Draft, folders: FolderReading, own: Own): boolean {
  const named = folders.named!;
  const { title, year, seasons, date, resolution, source } = draft;
  const { file, season, episodes } = own;
  if (title === undefined || file.isTitleBehind) return true;
  const folded = fold(title);
  const other = fold(named.title!);
  // "death.race.2000.1080p", "dark.web.1080p" in "Death Race 2000 1975 1080p", "Dark Web (2017)"
  if (folders.isNear && named.kind === "movie" && named.year !== undefined && folded !== other) {
    if (other.startsWith(folded) && fold(file.stem).startsWith(other)) return true;
  }
  const agrees = (year !== undefined && year === named.year) ||
    (episodes !== undefined && season === named.season && episodes[0] === named.episodes?.[0]);
  const hasOwn = year !== undefined || episodes !== undefined || date !== undefined ||
    seasons !== undefined || season !== undefined;
  const mayEnd = folders.season !== undefined ||
    (folders.isNear && (year === undefined || named.releaseGroup !== undefined));
  // Nothing is left that could speak for the folder.
  if (hasOwn && !agrees && !mayEnd) return false;
  // "blow-how.to.be.single.2016" in "How.To.Be.Single.2016…-BLOW", "Brazil_Criterion_Edition_(1985)" in "Brazil (1985)"
  if (agrees && folded !== other && folded.includes(other)) return true;
  // "title.105.720p" in "The.Title.S01E05.720p-DEMO", "title.105" in "The Title/Season 1"
  const isTail = folded !== other && other.endsWith(folded) && title === title.toLowerCase();
  if (isTail && (agrees || folders.season !== undefined)) return true;
  // "demo.s01e05.720p" in "Title.S01E05.720p-DEMO"
  if (named.releaseGroup !== undefined && folded === fold(named.releaseGroup)) return true;
  // "aaf-mb.s08e16.720p" in "MythBusters.S08E16…"
  if (named.releaseGroup !== undefined && /^[a-z0-9]{2,8}-/.test(title)) {
    // "arw-repack-heat.dvdrip" in "Heat.REPACK.DVDRip-ARROW"
    if (agrees || (folders.isNear && folded.endsWith(other))) return true;
    // "demo-ttl.s01e05" in "Title.S01.720p-DEMO"
    if (title.startsWith(`${named.releaseGroup.toLowerCase()}-`)) return true;
  }
  // "heat-demo" in "Heat 1995 1080p"
  if (folders.isNear && year === undefined && beginsWith(title, `${named.title}-`)) return true;
  if (folders.isNear && year === undefined && folded !== other && folded.endsWith(other)) {
    // "Enki Bilal - Bunker Palace Hotel" in "Bunker Palace Hotel (1989)", "video_ts-heat" in "Heat"
    const isLed = named.year !== undefined
      ? /^[a-z0-9]{2,8}-| - /.test(title)
      : /^[a-z_ ]+-\S+$/.test(title);
    if (isLed) return true;
  }
  if (folded === other) return false;
  // "Hugo.3D", "Hugo Trailer" in "Hugo (2011)"
  if (
    named.year !== undefined && /^ (?:3d|trailer|teaser)$/i.test(title.slice(named.title!.length))
  ) {
    if (beginsWith(title, named.title!)) return true;
  }
  // "The Making" in "The (1900)/Featurettes", "lawrence" in "Lawrence of Arabia (1962)/CD1"
  if ((folders.extra ?? folders.part) !== undefined && !hasOwn) return true;
  // "Title - Name" in "Title/Season 1" or "TV/Title"
  if (beginsWith(title, `${named.title} - `)) {
    if (folders.season !== undefined || folders.holds === "shows") return true;
  }
  // "fr-s04e14", "house.of.cards.us.s01e01" in "Friends/Season 4", "House of Cards (US)/Season 1"
  if (episodes !== undefined && year === undefined && isOtherFormOf(title, named.title!)) {
    return true;
  }
  if (hasOwn || folded.startsWith(other) || other.startsWith(folded)) return false;
  if (folders.season !== undefined) return true;
  if (resolution !== undefined || source !== undefined) return false;
  return folders.isNear &&
    (named.year !== undefined || named.resolution !== undefined || named.season !== undefined);
}

/** Whether `title` has some letters of the folder's in their order, "fr" of "Friends", or a country more: "friends us". */
function isOtherFormOf(title: string, whole: string): boolean {
  const lower = whole.toLowerCase();
  if (title === `${lower} us` || title === `${lower} uk`) return true;
  if (!/^[a-z]{2,5}$/.test(title) || lower[0] !== title[0]) return false;
  return new RegExp([...title].join(".*")).test(lower);
}
