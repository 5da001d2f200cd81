import type { FolderReading } from "./read_folders.ts";
import type { NameReading } from "./read_name.ts";
import type { Draft } from "./values.ts";

/** A file whose folder says the season. */
interface Below {
  readonly stem: string;
  readonly folders: FolderReading;
  /** The folder's. */
  readonly season: number;
  /** The name itself says a season. */
  readonly hasSeason: boolean;
}

/** Finds the episode in one form of name, and puts it into `draft`. */
type NumberReader = (draft: Draft, below: Below) => void;

/** In a folder that is a season and nothing else, one after the other. */
const IN_SEASON: readonly NumberReader[] = [readPair, readSorted, readLeading, readPart];

/** In that of a release of a season too. */
const IN_ANY: readonly NumberReader[] = [readBehindTitle, readGlued, readDotted, readHundreds];

/** Puts the season of a folder into the draft of `file`, and what that makes of the numbers in its name. */
export function readNumbers({ draft, stem }: NameReading, folders: FolderReading): void {
  const season = folders.season ?? (folders.isNear ? folders.named?.season : undefined);
  const hasSeason = draft.season !== undefined || draft.seasons !== undefined;
  const hasEpisode = draft.episodes !== undefined || draft.absoluteEpisodes !== undefined;
  const isOfShow = season !== undefined || folders.named?.kind === "episode";
  if (!hasEpisode && /^\d{1,4}$/.test(stem) && (isOfShow || isCounted(stem, folders))) {
    // "Title 921-928/921.mkv"
    draft.episodes = [Number(stem)];
    draft.title = undefined;
    draft.year = undefined;
  }
  if (draft.date !== undefined && !isSorted(stem, folders)) return;
  if (season === undefined) {
    if (folders.holds === "shows" && !hasSeason) readOfShow(draft, folders);
    return;
  }
  const below: Below = { stem, folders, season, hasSeason };
  if (folders.season !== undefined) IN_SEASON.forEach((read) => read(draft, below));
  if (hasSeason) return;
  IN_ANY.forEach((read) => read(draft, below));
  if (draft.episodes !== undefined || folders.season !== undefined) draft.season = season;
}

/** "05 - Name", "05. Name" */
const SORTED = /^(\d{1,3})(?: - |\. )(?=.*[a-z\d])/i;

/** Whether a number leads the name below a season's folder, where a date is but a word of it: "16. Freedom - November 22, 1970". */
function isSorted(stem: string, { season }: FolderReading): boolean {
  return season !== undefined && season < 1900 && SORTED.test(stem);
}

/** Whether a number counts what lies in a folder: "Title/12.mkv", but not "Title (1999)/12.mkv". */
function isCounted(stem: string, { named, isNear }: FolderReading): boolean {
  if (named === undefined || !isNear || (stem.length > 2 && !stem.startsWith("0"))) return false;
  return named.year === undefined && countTags(named) === 0 && !/\d/.test(named.title!);
}

/** "TV/Title/5. Name.mkv", "TV/Title/title-12.mkv", "TV/Title/Title 12 - Name.mkv", "TV/Title/Title 1-3 Name.mkv" */
function readOfShow(draft: Draft, folders: FolderReading): void {
  const listed = /^(\d{1,3})\. (.*\p{L}.*)$/u.exec(draft.title ?? "");
  if (draft.episodes !== undefined || draft.year !== undefined) return;
  if (listed === null) return readBehindTitle(draft, { folders });
  draft.episodes = [Number(listed[1])];
  draft.episodeTitle = listed[2];
  draft.title = undefined;
}

/** "Season 01/02-03 - Title.mkv" */
function readPair(draft: Draft, { stem, season }: Below): void {
  if (draft.season === season || !beginsWithDigit(stem)) return;
  const pair = /^(\d\d)-(\d\d)(?=[ ._])/.exec(stem);
  if (pair === null || Number(pair[2]) !== Number(pair[1]) + 1) return;
  draft.season = season;
  draft.episodes = [Number(pair[1]), Number(pair[2])];
}

/** "Season 02/05 - 100.mkv", "Season 02/05. The 5th Season.mkv", "Season 02/10. Chapter 10.mkv" */
function readSorted(draft: Draft, { stem, season }: Below): void {
  if (!beginsWithDigit(stem)) return;
  const sorted = SORTED.exec(stem);
  if (sorted === null) return;
  const [mark, digits] = sorted as unknown as [string, string];
  const number = Number(digits);
  const isSame = draft.episodes?.[0] === number;
  const isInTitle = isSame && draft.title?.startsWith(mark) === true;
  // "05 - Episode 5"
  const isAlone = isSame && draft.title === digits;
  if (draft.episodes !== undefined && draft.season === season && !isInTitle && !isAlone) return;
  if (isInTitle || !isSame) {
    const name = /^[^[(]*/.exec(stem.slice(mark.length))![0].trim();
    if (name !== "") draft.episodeTitle = name;
    draft.title = undefined;
    draft.absoluteEpisodes = undefined;
    draft.date = undefined;
    draft.episodes = [number];
  } else if (isAlone) draft.title = undefined;
  draft.season = season;
  draft.seasons = undefined;
}

/** "Season 01/1 Pilot.mkv", "Season 01/[01] Pilot.mkv" */
function readLeading(draft: Draft, { stem, hasSeason }: Below): void {
  if (draft.episodes !== undefined || hasSeason) return;
  const leading = /^[[(#]?(\d{1,3})(?:[\])]|[ ._-]+(?=\D)| (?=\d+ )|$)/.exec(stem);
  if (leading === null) return;
  draft.episodes = [Number(leading[1])];
  if (draft.title === undefined) return;
  draft.episodeTitle = draft.title.replace(/^\d+[\s.-]*/, "");
  draft.title = undefined;
}

/** "Season 03/Part 5.mkv" */
function readPart(draft: Draft, { hasSeason }: Below): void {
  if (draft.episodes !== undefined || hasSeason || draft.title !== undefined) return;
  if (draft.part === undefined) return;
  draft.episodes = [draft.part];
  draft.part = undefined;
}

/** "Title/Season 3/Title 05 - Name.mkv", "Title/Season 3/Title 3x5.mkv", "Title S03 720p/Title 305 Name.mkv" */
function readBehindTitle(
  draft: Draft,
  { folders, season }: Pick<Below, "folders"> & Partial<Below>,
): void {
  const show = folders.named?.title;
  if (draft.episodes !== undefined || show === undefined) return;
  if (draft.title === undefined || !beginsWith(draft.title, show)) return;
  const rest = draft.title.slice(show.length);
  const behind = /^[ ._-]*(?:(\d{1,2})[x.-](?=\d))?(?!(?:19|20)\d\d)(\d{1,4})(?:[ ._-]+(.+))?$/
    .exec(rest);
  if (behind === null) return;
  const own = behind[1] === undefined ? season : Number(behind[1]);
  if (season !== undefined && own !== season) return;
  draft.season = own;
  draft.episodes = [Number(behind[2])];
  draft.episodeTitle ??= behind[3];
  draft.title = show;
}

/** "tpz-sn203", "sn203-tpz" in season 2 */
function readGlued(draft: Draft, { stem, folders, season }: Below): void {
  if (draft.episodes !== undefined || season === 0) return;
  const glued = /[a-z](\d{1,2})(\d\d)(?:-[a-z]+)?$/i.exec(stem);
  if (glued === null || Number(glued[1]) !== season) return;
  draft.episodes = [Number(glued[2])];
  if (folders.named !== undefined) draft.title = undefined;
}

/** "Season 3/Title - 3.05 - Name", "Season 3/Title 3-05 Name" */
function readDotted(draft: Draft, { stem, season }: Below): void {
  const dotted = / (\d{1,2})[.-](\d\d)(?= |$)/.exec(stem);
  if (dotted !== null && Number(dotted[1]) === season) draft.episodes = [Number(dotted[2])];
}

/** "Season 4/Title [401].avi" */
function readHundreds(draft: Draft, { season }: Below): void {
  if (draft.episodes?.length !== 1 || season === 0) return;
  const episode = draft.episodes[0]!;
  const isOfSeason = Math.floor(episode / 100) === season && episode % 100 > 0;
  if (isOfSeason) draft.episodes = [episode % 100];
}

function beginsWithDigit(stem: string): boolean {
  return stem.charCodeAt(0) < 58;
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
