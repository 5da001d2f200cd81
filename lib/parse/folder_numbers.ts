import type { FolderReading } from "./read_folders.ts";
import type { Draft } from "./values.ts";

/** Whether a number counts what lies in a folder: "Title/12.mkv", but not "Title (1999)/12.mkv". */
function isCounted(stem: string, { named, isNear }: FolderReading): boolean {
  if (named === undefined || !isNear || (stem.length > 2 && !stem.startsWith("0"))) return false;
  return named.year === undefined && countTags(named) === 0 && !/\d/.test(named.title!);
}

/** Puts the season of a folder into `draft`, and what that makes of the numbers in the file's name. */
export function readNumbers(draft: Draft, folders: FolderReading, stem: string): void {
  const season = folders.season ?? (folders.isNear ? folders.named?.season : undefined);
  const hasSeason = draft.season !== undefined || draft.seasons !== undefined;
  if (
    draft.episodes === undefined && draft.absoluteEpisodes === undefined &&
    /^\d{1,4}$/.test(stem) &&
    (season !== undefined || folders.named?.kind === "episode" || isCounted(stem, folders))
  ) {
    // "Title 921-928/921.mkv"
    draft.episodes = [Number(stem)];
    draft.title = undefined;
    draft.year = undefined;
  }
  if (season === undefined || draft.date !== undefined) return;
  const isDigit = stem.charCodeAt(0) < 58;
  if (folders.season !== undefined && draft.season !== season && isDigit) {
    // "Season 01/02-03 - Title.mkv"
    const pair = /^(\d\d)-(\d\d)(?=[ ._])/.exec(stem);
    if (pair !== null && Number(pair[2]) === Number(pair[1]) + 1) {
      draft.season = season;
      draft.episodes = [Number(pair[1]), Number(pair[2])];
    }
  }
  const sorted = folders.season === undefined || !isDigit
    ? null
    : /^(\d{1,3})(?: - |\. )(?=.*[a-z\d])/i.exec(stem);
  if (sorted !== null && (draft.episodes === undefined || draft.season !== season)) {
    // "Season 02/05 - 100.mkv", "Season 02/05. The 5th Season.mkv"
    const name = /^[^[(]*/.exec(stem.slice(sorted[0].length))![0].trim();
    if (draft.episodes === undefined || draft.episodes[0] !== Number(sorted[1])) {
      if (name !== "") draft.episodeTitle = name;
      draft.title = undefined;
      draft.absoluteEpisodes = undefined;
      draft.episodes = [Number(sorted[1])];
    }
    draft.season = season;
    draft.seasons = undefined;
  }
  if (draft.episodes === undefined && !hasSeason && folders.season !== undefined) {
    // "Season 01/1 Pilot.mkv", "Season 01/[01] Pilot.mkv"
    const leading = /^[[(]?(\d{1,3})(?:[\])]|[ ._-]+(?=\D)| (?=\d+ )|$)/.exec(stem);
    if (leading !== null) {
      draft.episodes = [Number(leading[1])];
      if (draft.title !== undefined) {
        draft.episodeTitle = draft.title.replace(/^\d+[\s.-]*/, "");
        draft.title = undefined;
      }
    }
  }
  if (draft.episodes === undefined && !hasSeason && folders.season !== undefined) {
    const number = draft.title === undefined
      ? draft.part // "Season 03/Part 5.mkv"
      : numberBehind(folders.named?.title, draft.title);
    if (number !== undefined) {
      draft.episodes = [number];
      draft.part = undefined;
      draft.title = folders.named?.title;
    }
  }
  if (draft.episodes === undefined && !hasSeason && season > 0) {
    // "tpz-sn203" in season 2
    const glued = /[a-z](\d{1,2})(\d\d)$/i.exec(stem);
    if (glued !== null && Number(glued[1]) === season) {
      draft.episodes = [Number(glued[2])];
      if (folders.named !== undefined) draft.title = undefined;
    }
  }
  // "Season 3/Title - 3.05 - Name", "Season 3/Title 3-05 Name"
  const dotted = hasSeason ? null : / (\d{1,2})[.-](\d\d)(?= |$)/.exec(stem);
  if (dotted !== null && Number(dotted[1]) === season) {
    draft.episodes = [Number(dotted[2])];
  }
  const episode = draft.episodes?.[0];
  if (
    episode !== undefined && draft.episodes!.length === 1 && !hasSeason && season > 0 &&
    Math.floor(episode / 100) === season && episode % 100 > 0
  ) {
    // "Season 4/Title [401].avi"
    draft.episodes = [episode % 100];
  }
  if (!hasSeason && (draft.episodes !== undefined || folders.season !== undefined)) {
    draft.season = season;
  }
}

/** The number that stands behind the show's own title: "Title 05 - Name" in the folder of "Title". */
function numberBehind(show: string | undefined, title: string): number | undefined {
  if (show === undefined || !beginsWith(title, show)) return undefined;
  const number = /^[ ._-]+(\d{1,3})(?=[ ._-]|$)/.exec(title.slice(show.length));
  return number === null ? undefined : Number(number[1]);
}

/** How many technical tags the name has. */
export function countTags({ resolution, source, videoCodec, releaseGroup }: Draft): number {
  return Number(resolution !== undefined) + Number(source !== undefined) +
    Number(videoCodec !== undefined) + Number(releaseGroup !== undefined);
}

/** Whether `title` begins with `lead`, in whatever case, and goes on. */
export function beginsWith(title: string, lead: string): boolean {
  return title.length > lead.length && title.toLowerCase().startsWith(lead.toLowerCase());
}
