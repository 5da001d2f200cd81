import { pattern, type Rule, tag, words } from "../rule.ts";

/** Video codec, and with how many bits a colour is stored. */
export const VIDEO: readonly Rule[] = [
  ...words("videoCodec", {
    "H.264": `
      x264, h264, x 264, h 264, avc, avc1, mpeg4 avc, mpeg 4 avc, h264avc
    `,
    "H.265": "x265, h265, x 265, h 265, hevc, hevc265, x265hevc, hevc x265, h265hevc",
    XviD: "xvid, xvidhd, x vid, xvidvd, xvidrip",
    DivX: "divx, div x, divx5, divx6, divxrip",
    AV1: "av1",
    VP9: "vp9",
    VP8: "vp8",
    VP7: "vp7",
    "MPEG-2": "mpeg2, mpeg 2, mpg2, mpeg2video, h262, h 262, x262",
    "VC-1": "vc1, vc 1",
    "H.263": "h263, h 263",
    RealVideo: "rv10, rv20, rv30, rv40, realvideo",
    WMV: "wmv9, wmvhd",
  }),
  ...words("videoCodec", { "MPEG-2": "mpeg", WMV: "wmv" }, { when: "run" }),
  ...words("videoCodec", { "H.266": "h266, h 266, x266, vvc" }),
  tag(
    { bitDepth: 10 },
    "10bit, 10bpc, 10 bit, 10bits, 10 bits, hi10p, hi10, yuv420p10, ma10p, 10b",
  ),
  tag({ bitDepth: 8 }, "8bit, 8 bit, 8bits, 8 bits, 8b"),
  tag({ bitDepth: 12 }, "12bit, 12 bit, 12bits, 12 bits, hi12p"),
  tag(
    { videoCodec: "H.265", bitDepth: 10 },
    "hevc10, x265 10bit, x265 10 bit, hevc10bit, hevcx265 10bit, x265 10, main10, hevc main10, hevc main 10",
  ),
  // "x265-10bit", "h264hi10p", "x264AAC": a codec with more behind it.
  pattern("videoCodec", {
    begins: "x26 h26 x~2 h~2",
    unlessWord: true,
    expression: /[xh][._ -]?26([456])(?=[a-z])/y,
    read: ([, digit]) => ({ videoCodec: `H.26${digit}` }),
  }),
];

/** How bright the picture may be. */
export const HDR: readonly Rule[] = [
  ...words("hdr", {
    HDR: "hdr, hdr10, hdr 10, uhdr, hdr10bit, hdr 10bit",
    "HDR10+": "hdr10+, hdr+, hdr10plus, hdr10 plus, hdr10p, hdr10+ +, hdrplus",
    DV: "dovi, dolby vision, dolbyvision, dovip8, dvp8, dvp5, dolbyvisionhdr",
    HLG: "hlg",
    SDR: "sdr",
  }),
  ...words("hdr", { DV: "dv, dv p8, dv p5, dv p7, vision", HDR: "pq" }, {
    when: "tail",
    written: "upper",
  }),
  ...words("hdr", { DV: "dv" }, { when: "tail" }),
  tag({ hdr: ["DV", "HDR"] }, "dvhdr, dv hdr, dovi hdr, hdr dv, dvhdr10, dv hdr10"),
  tag({ hdr: ["DV", "HDR10+"] }, "dvhdr10+, dv hdr10+, dv hdr10plus, dvhdr10plus"),
];

/** Pictures for two eyes. */
export const THREE_D: readonly Rule[] = [
  tag(
    { threeD: true },
    `
      hsbs, h sbs, half sbs, h ou, half ou, full sbs, fsbs, full ou, htab, half tab, 3d sbs, 3d hsbs,
      3d hou, 3d h sbs, 3d half sbs, 3d half ou, 3d ou, 3d tab, 3d htab, 3dbd,
      3dbluray, 3dhsbs, 3dsbs, 3dhou, 3dou, 3dhtab, ftab, full tab, tab 3d, sbs 3d, hsbs 3d, h tab, 3d fsbs, 3d full sbs, 3d full ou, 3d mvc,
      frame packed, halfsbs, halfou, half over under, half side by side, 3d half side by side
    `,
  ),
  tag({ threeD: true }, "3d, sbs, hou, mvc", { when: "run" }),
  // "Some film.3d", "Some film-3D", "Iron Man 3 3D": apart from the title by another mark than its words are
  pattern("threeD", {
    begins: "#d",
    expression: /(?<=[.-]| \d )3d(?![^])/y,
    read: (_match, text) => text.includes(" ") ? { threeD: true } : undefined,
  }),
  // "Heat.3D.1995.1080p", but not "Step Up 3D (2010)", which is how libraries write titles
  pattern("threeD", {
    begins: "#d",
    expression: /3d(?=[ ._](?:19|20)\d\d(?!\d))/y,
    when: "mark",
    read: () => ({ threeD: true }),
  }),
  tag(
    { threeD: true, source: "BluRay" },
    "bluray 3d, 3d bluray, bluray3d, 3d blu ray, bd3d, blu ray 3d",
  ),
];
