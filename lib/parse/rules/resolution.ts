import { pattern, type Rule, words } from "../rule.ts";

/** Frame heights by their widths, where the height in the name is not the usual one ("1280x692"). */
const HEIGHT_OF_WIDTH: Readonly<Record<string, number>> = {
  "3840": 2160,
  "1920": 1080,
  "1280": 720,
};

/** The usual heights. */
const HEIGHTS = [
  "2160p",
  "1440p",
  "1080p",
  "1080i",
  "720p",
  "576p",
  "576i",
  "540p",
  "480p",
  "480i",
];

/** Picture height, as its usual name. */
export const RESOLUTION: readonly Rule[] = [
  ...words("resolution", { "2160p": "4k", "4320p": "8k" }),
  // "The.Matrix.1999.UHD.BluRay": weaker than a height that is written out, and part of the source's name.
  ...words("resolution", { "2160p": "uhd, ultrahd, ultra hd" }, { when: "run" }),
  ...words("resolution", { "1080p": "fhd, fullhd, full hd", "1440p": "qhd, wqhd" }, {
    when: "tail",
  }),
  ...words("resolution", Object.fromEntries(HEIGHTS.map((height) => [height, height]))),
  // Slips that spread
  ...words("resolution", {
    "1080p": "10800p, 1080hd, m1080p, hd1080p",
    "720p": "7200p, 720hd, m720p, hd720p",
    "2160p": "4kuhd, uhd4k, 4k uhd, uhd 4k, 4k2160p",
  }),
  // "720pHDTV", "1080p60", "400p"; "1o8op" is a way around word filters.
  pattern("resolution", {
    begins: "###p ####p ###i ####i #o",
    expression:
      /([1-9]\d{2,3}|1o8o)([pi])(?:(?=[^a-z0-9]|$)|(?:23|24|25|30|50|60|120)(?![0-9])|(?=[a-z]))/y,
    unlessWord: true,
    read: ([, height, scan]) => ({ resolution: height!.replaceAll("o", "0") + scan! }),
  }),
  // Anime releases state the frame: "[BDRip 1920x1080 HEVC]".
  pattern("resolution", {
    begins: "###x ####x ###× ####×",
    expression: /(\d{3,4})[x×](\d{3,4})(?![0-9])/y,
    read: ([, width, height]) => {
      const wide = Number(width);
      if (wide < 300) return undefined;
      return { resolution: `${HEIGHT_OF_WIDTH[width!] ?? Number(height)}p` };
    },
  }),
  // "[BD 1080 10bit]", "HDTV.720", "[720]": the bare height of a picture
  ...words(
    "resolution",
    { "2160p": "2160", "1080p": "1080", "720p": "720", "576p": "576", "480p": "480" },
    { when: "run" },
  ),
];
