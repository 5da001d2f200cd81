import {
  findEpisode,
  findPart,
  findYears,
  foldHard,
  foldName,
  isOneTitle,
  isSeasonFolder,
} from "./name_hints.ts";
import type { Unit } from "./group_units.ts";
import { stemOfPath } from "./join_path.ts";

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
export class VideoFinder {
  readonly #byStem = new Map<string, Unit[]>();
  #byEpisode: Map<string, Unit[]> | undefined;
  readonly #findMains: () => readonly Unit[];
  readonly #folder: string;
  #mains: readonly Unit[] | undefined;
  #oneTitle: Unit | false | undefined;

  constructor(videos: readonly Unit[], { findMains, folder }: VideoFinderOptions) {
    this.#findMains = findMains;
    this.#folder = folder;
    for (const video of videos) {
      if (video.kind === "video") add(this.#byStem, foldName(stemOfUnit(video)), video);
    }
  }

  /** The video whose whole name stands at the beginning of `stem`; the longest such name. */
  byStem(stem: string): Found | undefined {
    const folded = foldName(stem);
    for (let end = folded.length; end > 0; end = findCut(folded, end)) {
      const videos = this.#byStem.get(folded.slice(0, end));
      if (videos === undefined) continue;
      const suffix = folded.slice(end);
      // "Film.mkv" is not the video of "Film.S01E02.srt", nor of "Film 2049.srt".
      if (findEpisode(suffix) !== undefined || findYears(suffix).length > 0) return undefined;
      const exact = videos.find((video) => stem.startsWith(stemOfUnit(video)));
      return { video: exact ?? videos[0]!, suffix };
    }
  }

  /** The video of the same episode, if both names agree on the show. */
  byEpisode(stem: string): Found | undefined {
    const episode = findEpisode(stem);
    if (episode === undefined) return undefined;
    this.#byEpisode ??= this.#readEpisodes();
    const show = foldHard(stem.slice(0, episode.at));
    const video = this.#byEpisode.get(episode.tag)?.find((candidate) => {
      const name = stemOfUnit(candidate);
      const other = foldHard(name.slice(0, findEpisode(name)!.at));
      return show === "" || other === "" || show.startsWith(other) || other.startsWith(show);
    });
    return video && { video };
  }

  /** The one title of the folder, unless `stem` names another year or episode. */
  byFolder(stem: string): Found | undefined {
    const first = this.#getOneTitle();
    if (first === undefined) return undefined;
    const episode = findEpisode(stem)?.tag;
    if (episode !== undefined && episode !== findEpisode(stemOfUnit(first))?.tag) return undefined;
    const years = findYears(stem);
    const own = findYears(stemOfUnit(first) + " " + this.#folder);
    if (years.length > 0 && own.length > 0 && !years.some((year) => own.includes(year))) {
      return undefined;
    }
    const part = findPart(stem);
    const same = part && this.#getMains().find((main) => findPart(stemOfUnit(main)) === part);
    return { video: same || first };
  }

  /** The film that pictures such as `poster.jpg` belong to. Beside an episode they belong to its show or season. */
  byFilmFolder(): Found | undefined {
    const first = this.#getOneTitle();
    if (first === undefined || isSeasonFolder(this.#folder)) return undefined;
    return findEpisode(stemOfUnit(first)) === undefined ? { video: first } : undefined;
  }

  #getMains(): readonly Unit[] {
    return this.#mains ??= this.#findMains();
  }

  /** The first of the videos, if they are all one title. */
  #getOneTitle(): Unit | undefined {
    if (this.#oneTitle === undefined) {
      const mains = this.#getMains();
      const isOne = isOneTitle(mains.map(stemOfUnit), this.#folder);
      this.#oneTitle = isOne ? mains[0]! : false;
    }
    return this.#oneTitle || undefined;
  }

  #readEpisodes(): Map<string, Unit[]> {
    const episodes = new Map<string, Unit[]>();
    for (const video of this.#getMains()) {
      const episode = findEpisode(stemOfUnit(video));
      if (episode !== undefined) add(episodes, episode.tag, video);
    }
    return episodes;
  }
}

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

function add(map: Map<string, Unit[]>, key: string, video: Unit): void {
  const videos = map.get(key);
  if (videos === undefined) map.set(key, [video]);
  else videos.push(video);
}
