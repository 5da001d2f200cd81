import { type Rule, tag, words } from "../rule.ts";

/** Sources from the one that says least to the one that says most: of several in one name the last here is kept. */
export const SOURCE_RANK: readonly string[] = [
  "TV",
  "DSR",
  "VOD",
  "PPV",
  "DVD",
  "BluRay",
  "HDTV",
  "PDTV",
  "UHDTV",
  "HDRip",
  "WEB-DL",
  "WEBRip",
  "DVDRip",
  "HD-DVD",
  "BDRip",
  "VHS",
  "R5",
  "SCR",
  "TC",
  "TS",
  "CAM",
  "Workprint",
];

/** In the middle of a title, which goes on behind it: "Some.Fight.239.PPV.One.Vs.Other.HDTV". */
export const PAY_PER_VIEW: Rule = tag({ noise: true }, "ppv", { written: "upper", anchor: false });

/** What the picture was taken from. */
export const SOURCE: readonly Rule[] = [
  ...words("source", {
    BluRay: `
      bluray, blu ray, mbluray, bluray disc, bd5, bd9, bd25, bd50, bd66, bd100, bdiso, bdmv,
      bd rom, bdr, br disk, brdisk, bd disk, bddisk, bluray disk, uhd100, uhd66, blueray, m bluray, bluray full,
      full bluray, complete bluray
    `,
    BDRip: `
      bdrip, bd rip, bdripmux, brrip, br rip, blurayrip, bluray rip, blu ray rip, bdmux, bd mux,
      bluraymux, uhdrip, uhd rip, uhdbdrip, uhd bdrip, microbd, micro bd, bdlight, bd light,
      hdlight, mhd, brmux, brripmux, hdbrrip
    `,
    "WEB-DL": `
      webdl, web dl, webhd, web hd, web dlmux, webdlmux, dlmux, webmux, webuhd, web uhd
    `,
    WEBRip: `
      webrip, web rip, webcap, web cap, webdlrip, web dlrip, web dl rip, web rip mux, webripmux,
      vodrip hd
    `,
    HDTV: `
      hdtv, ws hdtv, hd tv, hdtvrip, hdtv rip, ahdtv, a hdtv, htdv, tvhd, hdtvmux, hdtv mux, hdtvhd
    `,
    UHDTV: "uhdtv, uhd tv, ultrahdtv, uhdtvrip, uhdtv rip",
    PDTV: `
      pdtv, pdtvrip, ws pdtv, dvb, dvbrip, dvb rip, dvb t, dvb s, dvbt, dvbs, dtv, dtvrip, digitaltv
    `,
    DSR: "dsr, ws dsr, dsrip, ds rip, dsrrip, satrip, sat rip, dth, dthrip, dth rip",
    TV: "tvrip, tv rip, sdtv",
    DVDRip: "dvdrip, ws dvdrip, dvd rip, dvdmux, dvd mux, dvdriprip, dvdrips",
    DVD: `
      dvdr, dvd r, dvd5, dvd 5, dvd9, dvd 9, dvd full, full dvd, dvdfull, ntsc dvd, pal dvd,
      mdvdr, dvdiso, hddvd iso, dvd rom
    `,
    "HD-DVD": "hddvd, hd dvd, hddvdrip, hd dvd rip, hddvd rip, hd dvdrip",
    HDRip: "hdrip, hd rip, hdrips, web hdrip, hdtc rip",
    CAM: `
      camrip, cam rip, camhd, cam hd, hdcamera, hdcam, hd cam, hqcam, hq cam, hdcamrip, hdcam rip,
      hd camrip, hqcamrip, s print, sprint hdcam
    `,
    TS: `
      telesync, tele sync, telesynch, hdts, hd ts, hd telesync, hdtelesync, tsrip, ts rip, hqts,
      hq ts, hdtsrip, pdvd, predvd, predvdrip, pre dvd, ts screener
    `,
    TC: `
      telecine, tele cine, hdtc, hd tc, hd telecine, hdtelecine, tcrip, tc rip
    `,
    SCR: `
      screener, dvdscr, dvd scr, dvdscreener, dvd screener, bdscr, bd scr, webscr, web scr,
      webscreener, web screener, brscr, hdscr, scr rip, scrrip, bdscreener, bluray scr, pre hdrip
    `,
    R5: "r5, r5rip, r5 line, r5 dvdrip, region 5, dvdr5",
    PPV: "ppvrip, ppv rip, ppv hdtv",
    VOD: "vodrip, vod rip, vodr",
    VHS: "vhsrip, vhs rip",
    Workprint: "workprint",
  }),
  // Ordinary words, or short enough to be part of a title.
  ...words("source", {
    BluRay: "bd",
    "WEB-DL": "web, webtv, webh264, dlrip hd",
    DVD: "dvd, dvds, pal, ntsc, r1, r2, r3, r2j, r2dvd",
    CAM: "cam, camera, new cam",
    TS: "ts",
    TC: "tc",
    SCR: "scr",
    R5: "r6",
    VOD: "vod",
    VHS: "vhs",
    DSR: "sat, satellite",
    TV: "tv",
    Workprint: "wp",
  }, { when: "run" }),
  ...words("source", { PPV: "ppv, pay per view" }, { when: "run" }),
  PAY_PER_VIEW,
  tag(
    { source: "BluRay", remux: true },
    `
      bdremux, bd remux, blurayremux, bluray remux, blu ray remux, brremux, br remux, uhdremux,
      uhd remux, bluray hybrid remux, bdrmx
    `,
  ),
  tag({ source: "DVD", remux: true }, "dvdremux, dvd remux"),
  tag({ remux: true }, "remux, hybrid remux, hybridremux, remuxed"),
  tag({ source: "DVDRip", videoCodec: "DivX" }, "dvdivx"),
  tag({ source: "DVDRip", videoCodec: "XviD" }, "dvdxvid, xvid dvdrip"),
  tag(
    { source: "BluRay", resolution: "2160p" },
    "uhd bluray, ultra hd bluray, uhdbluray, uhd blu ray, ultrahd bluray",
  ),
  // "NetflixUHD", "AmazonHDRip"
  tag({ streamingService: "Amazon", source: "WEB-DL" }, "amazonhd, amazon hd, amazonuhd"),
  tag(
    { streamingService: "iTunes", source: "WEB-DL" },
    "itunes hd, ituneshd, itunesuhd, hditunes, itunes dl",
  ),
  tag({ streamingService: "Disney+", source: "WEB-DL" }, "disneyhd"),
  tag({ streamingService: "HBO Max", source: "WEB-DL" }, "hbomaxhd"),
  tag({ streamingService: "Netflix", source: "WEB-DL" }, "netflixhd, netflixuhd, netflix uhd"),
  tag({ streamingService: "Netflix", source: "WEB-DL" }, "netflixrip, nfrip, nfhdrip"),
  tag({ streamingService: "Netflix", source: "UHDTV" }, "netflixuhdrip, netflix uhdrip"),
];
