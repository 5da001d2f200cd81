import type { MediaFile, ParsedName } from "../record/mod.ts";

/** One thing that makes a file better than another. */
interface Criterion {
  /** What people call it. */
  readonly name: string;
  /** What there is, worst first; values of one list are alike. At most 15 steps; what is not here is worst of all. */
  readonly steps: readonly (string | readonly string[])[];
  /** What the name says; of several the best counts. */
  readonly read: (parsed: ParsedName) => string | readonly string[] | undefined;
}

/**
 * What makes one file of a film or episode better than another, the weightiest first; each decides
 * only where all before it are alike. Last comes the size, where nothing else differs.
 */
export const RANKING: readonly Criterion[] = [
  {
    name: "resolution",
    steps: [
      ["480p", "480i"],
      ["576p", "576i", "540p"],
      ...["720p", "1080i", "1080p", "1440p", "2160p", "4320p"],
    ],
    read: ({ resolution }) => resolution,
  },
  {
    name: "source",
    steps: [
      ["CAM", "Workprint"],
      ["TS", "TC"],
      ["SCR", "R5", "VHS"],
      ["TV", "DSR", "PDTV", "PPV", "VOD"],
      "DVDRip",
      "DVD",
      ["HDTV", "UHDTV", "HDRip"],
      "WEBRip",
      "WEB-DL",
      ["BDRip", "HD-DVD"],
      "BluRay",
      "remux",
    ],
    read: ({ source, remux }) => remux ? "remux" : source,
  },
  {
    name: "codec",
    steps: [["MPEG-2", "WMV", "DivX", "XviD"], ["H.264", "VP9"], ["H.265", "AV1", "H.266"]],
    read: ({ videoCodec }) => videoCodec,
  },
  {
    name: "HDR",
    steps: ["SDR", ["HLG", "HDR"], "HDR10+", "DV"],
    // Releases say that they are HDR, and hardly ever that they are not.
    read: ({ hdr = "SDR" }) => hdr,
  },
  {
    name: "audio",
    steps: [
      ["MP2", "MP3", "Vorbis"],
      ["AAC", "Opus"],
      "AC3",
      "EAC3",
      "DTS",
      ["FLAC", "PCM"],
      ["DTS-HD", "TrueHD"],
      ["DTS-X", "Atmos"],
    ],
    read: ({ audioCodecs }) => audioCodecs,
  },
  {
    name: "release",
    steps: ["first", "proper"],
    read: ({ proper, repack, version = 1 }) => proper || repack || version > 1 ? "proper" : "first",
  },
];

/** Steps of one criterion, with the one for what is not known. */
const BASE = 16;
/** Sizes are compared in so many bytes, up to 32 TiB: a rank is one exact number. */
const SIZE_UNIT = 2 ** 16;
const SIZES = 2 ** 29;

const STEPS = RANKING.map(({ steps }) =>
  new Map(steps.flatMap((step, index) => [step].flat().map((value) => [value, index + 1])))
);

/** How good a file is, as one number: the greater the better. */
export function toRank({ size = 0, kind }: MediaFile, parsed: ParsedName): number {
  let quality = 0;
  for (const [index, { read }] of RANKING.entries()) {
    const value = read(parsed) ?? [];
    let best = 0;
    for (const one of typeof value === "string" ? [value] : value) {
      best = Math.max(best, STEPS[index]!.get(one) ?? 0);
    }
    quality = quality * BASE + best;
  }
  // The pieces of one film come from one copy, and that of a disc is its whole folder.
  const isComparable = parsed.part === undefined && kind !== "disc";
  return quality * SIZES + (isComparable ? Math.min(Math.floor(size / SIZE_UNIT), SIZES - 1) : 0);
}

/**
 * Whether the names make `rank` better than `other`, and not the size alone: enough to replace what is there. Of what a
 * name does not say nobody knows that it is worse, and names of a library seldom say how good a file is.
 */
export function isUpgrade(rank: number, other: number): boolean {
  const difference = findDifference(rank, other);
  return difference !== undefined && difference.mine > difference.its && difference.its > 0;
}

/** What `rank` has over `other`, such as `2160p over 1080p`; `equal` where that is nothing. */
export function explainRank(rank: number, other: number): string {
  if (rank <= other) return "equal";
  const difference = findDifference(rank, other);
  if (difference === undefined) return `${toGigabytes(rank)} over ${toGigabytes(other)}`;
  const { criterion, mine, its } = difference;
  return `${nameStep(criterion, mine)} over ${nameStep(criterion, its)}`;
}

/** The first thing in which two ranks differ, and their steps of it; nothing where it is the size. */
function findDifference(
  rank: number,
  other: number,
): { readonly criterion: Criterion; readonly mine: number; readonly its: number } | undefined {
  let unit = SIZES * BASE ** (RANKING.length - 1);
  for (const criterion of RANKING) {
    const mine = Math.floor(rank / unit) % BASE;
    const its = Math.floor(other / unit) % BASE;
    if (mine !== its) return { criterion, mine, its };
    unit /= BASE;
  }
}

function nameStep({ name, steps }: Criterion, step: number): string {
  return step === 0 ? `unknown ${name}` : [steps[step - 1]!].flat().join("/");
}

function toGigabytes(rank: number): string {
  return `${(rank % SIZES * SIZE_UNIT / 1e9).toFixed(2)} GB`;
}
