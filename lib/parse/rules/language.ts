import { pattern, type Rule, tag, words } from "../rule.ts";

const NAMES: Readonly<Record<string, string>> = {
  en: "english, anglais, ingles, inglés, englisch, inglês, inglese, eng dub",
  fr: `
    french, francais, français, truefrench, vff, vfq, vfi, vf2, vf, francês, french audio, frances
  `,
  de: "german, deutsch, german audio, german dubbed, allemand",
  es: `
    spanish, español, espanol, castellano, latino, esp, spanish audio, castilian, espa, es la,
    es es, audio latino, latin, latam
  `,
  it: "italian, italiano, ita, italian audio",
  pt: `
    portuguese, português, portugues, dublado, dublado br, pt br, ptbr, brazilian, pt pt,
    port br, portugu
  `,
  nl: "dutch, nederlands, flemish, flemish",
  ru: "russian, rus, русский, rus dub",
  uk: "ukrainian, ukr, укр",
  pl: "polish, lektor, lektor pl, polski, pldub, pl dub, dubbing pl, dubpl",
  cs: "czech, cz, cze, dabing",
  sk: "slovak, slovenian sk",
  hu: "hungarian, hun, hundub, magyar",
  ro: "romanian, rodubbed, ro dubbed",
  bg: "bulgarian, bgaudio, bg audio, bul",
  el: "greek",
  tr: "turkish, türkçe, turkce, tur",
  ar: "arabic, arab",
  he: "hebrew, hebdub, heb",
  hi: "hindi, hin",
  ta: "tamil, tam",
  te: "telugu, tel",
  ml: "malayalam, mal",
  kn: "kannada, kan",
  bn: "bengali",
  mr: "marathi",
  pa: "punjabi",
  gu: "gujarati",
  ja: "japanese, jpn, jap, japonais",
  zh: `
    chinese, mandarin, cantonese, chs, cht, 中文, 国语, 粤语, chi, zho, 简体, 繁体, 繁中, 简中, 简繁内封字幕, 简日双语,
    中文字幕, 国英双语, gb, big5
  `,
  ko: "korean, kor",
  th: "thai",
  vi: "vietnamese, vie",
  id: "indonesian",
  sv: "swedish, swe, svenska",
  no: "norwegian, nor, norsk",
  da: "danish, dansk, dan",
  fi: "finnish, fin, suomi",
  is: "icelandic",
  et: "estonian",
  lv: "latvian, lav",
  lt: "lithuanian",
  sl: "slovenian",
  hr: "croatian",
  sr: "serbian",
  ca: "catalan, català",
  fa: "persian, farsi",
  ur: "urdu",
  az: "azerbaijani, azerbaijan",
  ka: "georgian",
  af: "afrikaans",
  be: "belarusian",
  bs: "bosnian",
  eu: "basque, euskera, euskara",
  cy: "welsh",
  ga: "irish gaelic",
  gl: "galician, galego",
  hy: "armenian",
  kk: "kazakh",
  km: "khmer",
  ku: "kurdish",
  mk: "macedonian",
  mn: "mongolian",
  ms: "malay",
  ne: "nepali",
  or: "odia",
  rm: "rumantsch, romansh",
  si: "sinhala",
  sq: "albanian",
  tl: "tagalog, filipino",
  uz: "uzbek",
  mul: `
    multi, multi audio, multiaudio, multi language, multi lang, multilang, ml dubbed, multi dub,
    multi3, multi5
  `,
};

/** Three letters, hardly ever a word of a title behind its end. */
const CODES: Readonly<Record<string, string>> = {
  en: "eng",
  fr: "fre, fra",
  de: "ger, deu, swissgerman",
  es: "spa, cast",
  pt: "por",
  nl: "dut, nld",
  pl: "pol, lekpl",
  ro: "rum",
  el: "gre",
  ar: "ara",
  ca: "cat",
};

/** Whether a name is written out, and no code of three letters, which "Dan" and "Fin" are as well. */
function isWrittenOut(name: string): boolean {
  return name.length >= 5 && name !== "latin";
}

/** {@linkcode NAMES} of which `isWanted` holds. */
function namesThat(isWanted: (name: string) => boolean): Record<string, string> {
  return Object.fromEntries(
    Object.entries(NAMES).map(([code, names]) => [
      code,
      names.split(/\s*[,\n]\s*/).filter(isWanted).join(),
    ]),
  );
}

const LONG_NAMES = namesThat(isWrittenOut);
const SHORT_NAMES = namesThat((name) => !isWrittenOut(name));

/** Codes that stand in a row before "Sub". */
const IN_ROW: Readonly<Record<string, string>> = {
  eng: "en",
  ger: "de",
  fre: "fr",
  fra: "fr",
  spa: "es",
  ita: "it",
  por: "pt",
  dut: "nl",
  jap: "ja",
};
const ROW_CODE = `(?:${Object.keys(IN_ROW).join("|")})`;

/** Two letters, and three that are ordinary words. */
const SHORT_CODES: Readonly<Record<string, string>> = {
  en: "en",
  fr: "fr",
  de: "de",
  es: "es, lat",
  it: "it",
  pt: "pt, br",
  nl: "nl",
  ru: "ru",
  uk: "ua",
  pl: "pl",
  cs: "cs, cz",
  sk: "sk",
  hu: "hu",
  ro: "ro",
  el: "gr, el",
  tr: "tr",
  ar: "ar",
  he: "he",
  hi: "hi",
  ja: "jp, ja",
  zh: "zh, ch",
  ko: "kr, ko",
  sv: "sv, se",
  no: "nb, no",
  da: "da, dk",
  fi: "fi",
  lt: "lt",
  lv: "lv",
  et: "ee",
  ka: "ka",
};

/** {@linkcode SHORT_CODES} with a word for subtitles behind them; "No Subs" has none. */
const CODES_OF_SUBTITLES: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(SHORT_CODES).map(([code, names]) => [
    code,
    names.split(", ").filter((name) => name !== "no")
      .flatMap((name) => [`${name} sub`, `${name} subs`, `${name} subbed`]).join(),
  ]),
);

/** Names of languages that are ordinary words: they count behind the title. */
export const LANGUAGE: readonly Rule[] = [
  // "Das.Appartement.German.720p": also right before the first tag
  ...words("languages", LONG_NAMES, { when: "run" }),
  ...words("languages", SHORT_NAMES, { when: "tail" }),
  // "Das.Boot.GER.720p": in capitals also there
  ...words("languages", SHORT_NAMES, { when: "run", written: "upper" }),
  ...words("languages", CODES, { when: "tail" }),
  ...words("languages", CODES, { when: "run", written: "upper" }),
  // Two letters count in capitals, or in a bracket of tags: "DE", "{Fr-Eng}", "[ru_jp]".
  ...words("languages", SHORT_CODES, { when: "tail", written: "upper" }),
  ...words("languages", SHORT_CODES, { when: "bracket" }),
  // "Die.Spur.2.German.DL.1080p": the original language is there as well.
  tag({ languages: ["de", "mul"] }, "german dl, german ml, german dubbed dl", { when: "run" }),
  tag({ languages: ["mul"] }, "dl, ml", { when: "tail", written: "upper" }),
  tag({ languages: ["mul"], noise: true }, "nordic", { when: "tail" }),
  // "Ger.Eng.Sub.AAC": none of them is spoken
  pattern("subtitleLanguages", {
    begins: Object.keys(IN_ROW).join(" "),
    expression: new RegExp(
      `((?:${ROW_CODE}[ ._]){2,5})sub(?:s|bed)?(?![a-z]|[ ._]${ROW_CODE}(?![a-z]))`,
      "y",
    ),
    when: "tail",
    read: ([, codes]) => ({
      subtitleLanguages: codes!.split(/[ ._]/).flatMap((code) => IN_ROW[code] ?? []),
    }),
  }),
  tag(
    { subtitles: true },
    `
      sub, subs, subbed, subtitle, subtitles, subtitled, subtitulado, subtitulada,
      subtítulos, subtitulos, legenda, legendas, legendado, sottotitoli, st, sous titres, napisy,
      untertitel, hc subs, hardsub, hardsubs, softsub, softsubs, soft subtitles, subforced,
      forced subs, sub forced
    `,
    { when: "tail" },
  ),
  ...words("subtitleLanguages", {
    en: "engsub, engsubs, esub, esubs, e subs, subeng",
    fr: "vostfr, vost fr, subfrench, stfr, vost, vo stfr, subfr",
    it: "subita",
    es: "subesp, vose, espsub, subtituladoesp",
    nl: "nlsub, nlsubs, nlsubbed, nlsubs ingebakken",
    sv: "swesub, swesubs",
    da: "dksub, dksubs, dansub",
    fi: "finsub, finsubs",
    no: "norsub, norsubs",
    pl: "plsub, plsubbed, napisy pl, plsubs, subpl",
    pt: "legendas pt br, legendado pt, legendado pt br, legendas pt, legendado, legendas, ptbr sub",
    ru: "rusub",
    de: "gersub, gersubs",
    ro: "rosub, rosubs, rosubbed",
    hu: "hunsub, hunsubs",
    cs: "cz titulky, cztit, cz tit, czsub, titulky",
    ko: "korsub, korsubs, hc korsub",
    zh: "chisub",
    he: "hebsub, hebsubs",
    ar: "arsub",
    vi: "vietsub, viet sub",
    mul:
      `multisub, multisubs, multi sub, multi subs, msubs, multiple subtitle, multiple subtitles, multi subtitles`,
  }, { when: "mark" }),
  // "Ro.Subbed", "NL.SUBS"
  ...words("subtitleLanguages", CODES_OF_SUBTITLES, { when: "tail" }),
];
