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
      "720p",
      "1080i",
      "1080p",
      "1440p",
      "2160p",
      "4320p",
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
    read: ({ hdr }) => hdr,
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

/** Whether more than the size makes `rank` better than `other`: enough to replace what is there. */
export function isUpgrade(rank: number, other: number): boolean {
  return Math.floor(rank / SIZES) > Math.floor(other / SIZES);
}

/** Why `rank` is better than `other`, such as `2160p over 1080p`; `equal` where it is not. */
export function explainRank(rank: number, other: number): string {
  let unit = SIZES * BASE ** (RANKING.length - 1);
  for (const { name, steps } of RANKING) {
    const [mine, its] = [rank, other].map((one) => Math.floor(one / unit) % BASE);
    if (mine! > its!) return `${nameStep(steps, mine!, name)} over ${nameStep(steps, its!, name)}`;
    unit /= BASE;
  }
  if (rank <= other) return "equal";
  return `${toGigabytes(rank)} over ${toGigabytes(other)}`;
}

function nameStep(steps: Criterion["steps"], step: number, name: string): string {
  return step === 0 ? `unknown ${name}` : [steps[step - 1]!].flat().join("/");
}

function toGigabytes(rank: number): string {
  return `${(rank % SIZES * SIZE_UNIT / 1e9).toFixed(2)} GB`;
}
