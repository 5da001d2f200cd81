import { pattern, type Rule, tag, words } from "../rule.ts";

/** Codecs that are written with their channels, "DDP5.1", "AAC2.0", by how they begin. */
const CODECS: Readonly<Record<string, string>> = {
  aac: "AAC",
  heaac: "AAC",
  ac3: "AC3",
  dd: "AC3",
  ddex: "AC3",
  ddp: "EAC3",
  "dd+": "EAC3",
  ddpa: "EAC3",
  eac3: "EAC3",
  dts: "DTS",
  dtsx: "DTS-X",
  dtshd: "DTS-HD",
  dtshdma: "DTS-HD",
  dtsma: "DTS-HD",
  hdma: "DTS-HD",
  truehd: "TrueHD",
  atmos: "Atmos",
  flac: "FLAC",
  pcm: "PCM",
  lpcm: "PCM",
  opus: "Opus",
  mp3: "MP3",
  mpa: "MP2",
  ma: "DTS-HD",
};

/** Audio codecs and how many channels they have. */
export const AUDIO: readonly Rule[] = [
  ...words("audioCodecs", {
    AC3: `
      ac3, ac 3, dolby digital, dolbydigital, dolbyd, ac3d, ac3ld, ac3md, ac3hq, ac3dub, dd ex,
      ddex, ac3x2, ac3x3
    `,
    EAC3: `
      eac3, e ac3, e ac 3, eac 3, ddp, dd+, ddplus, dd plus, dolby digital plus, dolbydigitalplus,
      eac3d, eac3ld, eac3md, ddpd
    `,
    TrueHD: "truehd, true hd, dolby truehd, thd",
    Atmos: "atmos, dolby atmos, dolbyatmos",
    DTS: "dtses, dts es, dts digital, dtsd, dtsld, dtsmd, dtsex, dtsx2",
    "DTS-HD": `
      dtshd, dts hd, dts hdma, dts hd ma, dtshd ma, dtshdma, dts ma, dtsma, dts hd hra, dtshd hra,
      dts hra, dts hdhra, dts hd hr, dts hr, dts hd high resolution, dts hd master audio,
      dtshd master audio, hdma, hd ma, dts master audio, dtshdd, dts hdd
    `,
    "DTS-X": "dtsx, dts x, dts hd x, dts x ma",
    AAC: `
      aac, aac lc, aaclc, he aac, heaac, heaacv2, he aacv2, aac he, qaac, qaacx2, aacx2, aacx3,
      aacd, aacld
    `,
    FLAC: "flac, flacx2, flacx3, flacx4",
    MP3: "mp3, lame3, vbr mp3",
    MP2: "mp2, mpa",
    Vorbis: "vorbis",
    PCM: "lpcm, pcm",
  }),
  ...words("audioCodecs", { MP3: "lame" }, { when: "tail" }),
  ...words("audioCodecs", { DTS: "dts", Opus: "opus", Vorbis: "ogg", AC3: "dd, dolby" }, {
    when: "run",
  }),
  tag({ audioCodecs: ["EAC3", "Atmos"] }, "ddpa, ddp atmos"),
  // "DDP5.1", "DD5 1", "AAC2.0", "AC3.5.1", "DTS-HD.MA.5.1", "DD51", "TrueHD.7.1", "EAC3 6ch", "AAC2"
  pattern("audioCodecs", {
    begins:
      "aac ac3 ac~ dd# dd~ dde ddp dd+ dts eac e~a hea he~ hdm tru atm fla lpc pcm opu mp3 mpa ma# ma~",
    final: true,
    expression:
      /(he-?aac|aac|ac-?3|dd-?ex|ddpa|ddp|dd\+|dd|e-?ac-?3|dts-?hd[. _-]?ma|dts-?hd|dts-?x|dts[. _-]?ma|dts|hdma|truehd|atmos|flac|l?pcm|opus|mp3|mpa|ma)[. _-]{0,2}([1-9])[. _]?([01])(?:[. _-]?ch)?(?![0-9a-z])/y,
    read: (match) => {
      const codec = CODECS[match[1]!] ?? CODECS[match[1]!.replace(/[. _-]/g, "")]!;
      const channels = `${match[2]}.${match[3]}`;
      if (!CHANNELS.has(channels)) return undefined;
      const audioCodecs = match[1] === "ddpa" ? ["EAC3", "Atmos"] : [codec];
      return { audioCodecs, audioChannels: channels };
    },
  }),
  // "AAC2", "DDP5", "DD2": without the number of low channels.
  pattern("audioCodecs", {
    begins: "aac dd# ddp eac",
    expression: /(aac|ddp|dd|eac3)([1257])(?![0-9a-z]|[. _][01](?![0-9a-z]))/y,
    read: ([, codec, channels]) => ({
      audioCodecs: [CODECS[codec!]!],
      audioChannels: `${channels}.${channels === "5" || channels === "7" ? 1 : 0}`,
    }),
  }),
  // "5.1", "7 1", "2.0ch"
  pattern("audioChannels", {
    begins: "#~#",
    expression: /([1-9])[. _]([01])(?:[. _-]?ch)?(?![0-9a-z]|\.\d)/y,
    when: "tail",
    read: ([, front, low]) =>
      CHANNELS.has(`${front}.${low}`) ? { audioChannels: `${front}.${low}` } : undefined,
  }),
  // "6ch", "8CH", "2ch"
  pattern("audioChannels", {
    begins: "#c #~c",
    expression: /([1268])[. _-]?ch(?:annels?)?(?![0-9a-z])/y,
    read: ([, count]) => ({
      audioChannels: { "1": "1.0", "2": "2.0", "6": "5.1", "8": "7.1" }[count!]!,
    }),
  }),
  ...words("audioChannels", { "2.0": "stereo", "1.0": "mono" }, { when: "tail" }),
];

/** What is plausible: "2.1" and "4.0" exist, "3.1" is more often a number of something else. */
const CHANNELS: ReadonlySet<string> = new Set([
  "1.0",
  "1.1",
  "2.0",
  "2.1",
  "3.0",
  "3.1",
  "4.0",
  "4.1",
  "5.0",
  "5.1",
  "6.0",
  "6.1",
  "7.0",
  "7.1",
  "9.1",
]);
