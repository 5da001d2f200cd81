import {
  findEpisode,
  findPart,
  findYears,
  foldHard,
  foldName,
  isFilmOf,
  isOneTitle,
  isSeasonFolder,
} from "./name_hints.ts";
import { stemOfPath } from "../text/mod.ts";
import type { Unit } from "./unit.ts";

/** The video a sidecar belongs to. */
export interface Found {
  readonly video: Unit;
  /** What follows the video's name in the sidecar's, if it begins with it. */
  readonly suffix?: string;
}

/** The videos of one folder that sidecars may belong to. */
export interface VideoFinderOptions {
  /** Finds those that are the film or episode itself: asked only where names do not tell more. */
  readonly findMains: () => readonly Unit[];
  /** Name of the folder. */
  readonly folder: string;
}

/** Finds a sidecar's video by each of the ways in which names tell it. */
export interface VideoFinder {
  /** The video whose whole name stands at the beginning of `stem`; the longest such name. */
  byStem(stem: string): Found | undefined;
  /** The video of the same episode, if both names agree on the show. */
  byEpisode(stem: string): Found | undefined;
  /** The one title of the folder, unless `stem` names another year or episode. */
  byFolder(stem: string): Found | undefined;
  /** The film that pictures such as `poster.jpg` belong to. Beside an episode they belong to its show or season. */
  byFilmFolder(): Found | undefined;
}

/** Makes a finder for `videos`, those of one folder. */
export function createVideoFinder(
  videos: readonly Unit[],
  { findMains, folder }: VideoFinderOptions,
): VideoFinder {
  const byStem = new Map<string, Unit | Unit[]>();
  for (const video of videos) {
    if (video.kind === "video") add(byStem, foldName(stemOfUnit(video)), video);
  }
  const getMains = once(findMains);
  /** The first of the videos, if they are all one title, or else of those that the folder names. */
  const getOneTitle = once(() => {
    const mains = getMains();
    const films = mains.filter((main) => isFilmOf(folder, stemOfUnit(main)));
    const found = [mains, films].find((some) => isOneTitle(some.map(stemOfUnit), folder));
    return found?.[0];
  });
  const getEpisodes = once(() => {
    const episodes = new Map<string, Unit | Unit[]>();
    for (const video of getMains()) {
      const episode = findEpisode(stemOfUnit(video));
      if (episode !== undefined) add(episodes, episode.tag, video);
    }
    return episodes;
  });

  return {
    byStem(stem) {
      const folded = foldName(stem);
      for (let end = folded.length; end > 0; end = findCut(folded, end)) {
        const found = byStem.get(end === folded.length ? folded : folded.slice(0, end));
        if (found === undefined) continue;
        const suffix = folded.slice(end);
        // "Film.mkv" is not the video of "Film.S01E02.srt", nor of "Film 2049.srt".
        if (DIGIT.test(suffix)) {
          if (findEpisode(suffix) !== undefined || findYears(suffix).length > 0) return undefined;
        }
        if (!Array.isArray(found)) return { video: found, suffix };
        const exact = found.find((video) => stem.startsWith(stemOfUnit(video)));
        return { video: exact ?? found[0]!, suffix };
      }
    },
    byEpisode(stem) {
      const episode = findEpisode(stem);
      if (episode === undefined) return undefined;
      const show = foldHard(stem.slice(0, episode.at));
      const video = [getEpisodes().get(episode.tag) ?? []].flat().find((candidate) => {
        const name = stemOfUnit(candidate);
        const other = foldHard(name.slice(0, findEpisode(name)!.at));
        return show === "" || other === "" || show.startsWith(other) || other.startsWith(show);
      });
      return video && { video };
    },
    byFolder(stem) {
      const first = getOneTitle();
      if (first === undefined) return undefined;
      const episode = findEpisode(stem)?.tag;
      if (episode !== undefined && episode !== findEpisode(stemOfUnit(first))?.tag) {
        return undefined;
      }
      const years = findYears(stem);
      const own = findYears(stemOfUnit(first) + " " + folder);
      if (years.length > 0 && own.length > 0 && !years.some((year) => own.includes(year))) {
        return undefined;
      }
      const part = findPart(stem);
      const same = part && getMains().find((main) => findPart(stemOfUnit(main)) === part);
      return { video: same || first };
    },
    byFilmFolder() {
      const first = getOneTitle();
      if (first === undefined || isSeasonFolder(folder)) return undefined;
      return findEpisode(stemOfUnit(first)) === undefined ? { video: first } : undefined;
    },
  };
}

/** What `make` gives, made when it is first asked for. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

const DIGIT = /\d/;

/** The next place before `end` where a video's name may stop: before a separator. */
function findCut(name: string, end: number): number {
  for (let at = end - 1; at > 0; at--) if (SEPARATORS.includes(name[at]!)) return at;
  return 0;
}

const SEPARATORS = " ._-([{+,";

/** The name that sidecars of `unit` begin with; none for a disc folder. */
function stemOfUnit({ name, kind }: Unit): string {
  return kind === "disc" ? "" : stemOfPath(name);
}

/** Most names have one video, and a list for each would be most of the memory of a long folder. */
function add(map: Map<string, Unit | Unit[]>, key: string, video: Unit): void {
  const before = map.get(key);
  if (before === undefined) map.set(key, video);
  else if (Array.isArray(before)) before.push(video);
  else map.set(key, [before, video]);
}
