import { pattern, type Rule, tag, words } from "../rule.ts";

const NAMES: Readonly<Record<string, string>> = {
  en: "english, anglais, ingles, inglés, englisch, inglês, inglese, eng dub",
  fr: `
    french, francais, français, true french, vf, francês, frances, québécois,
    quebecois, quebec french
  `,
  de: "german, deutsch, allemand, alemão",
  es: `
    spanish, español, espanol, castellano, latino, esp, castilian, espa, es la,
    es es, es mx, latin, latam, spanish latino, spagnolo, espagnol, spanisch
  `,
  it: "italian, italiano, ita",
  pt: `
    portuguese, português, portugues, dublado, brazilian, pt pt,
    port br, portugu
  `,
  nl: "dutch, nederlands, flemish, vlaams, nl gesproken, nl audio",
  ru: "russian, rus, русский, rus dub, дубляж",
  uk: "ukrainian, ukr, укр, українська",
  pl: "polish, lektor, lektor pl, pl lektor, polski, pl dub, dubbing pl, polski dubbing",
  cs: "czech, cz, cze, dabing, cz dabing, cesky, česky, čeština",
  sk: "slovak, sk dabing, slovensky",
  hu: "hungarian, hun, magyar",
  ro: "romanian, ro dubbed, română, dublat",
  bg: "bulgarian, bg audio, bul, български",
  el: "greek",
  tr: "turkish, türkçe, turkce, tur",
  ar: "arabic, arab",
  he: "hebrew, heb",
  hi: "hindi, hin, hindi org",
  ta: "tamil, tam",
  te: "telugu, tel",
  ml: "malayalam, mal",
  kn: "kannada, kan",
  bn: "bengali",
  mr: "marathi",
  pa: "punjabi, panjabi",
  gu: "gujarati",
  as: "assamese",
  bh: "bhojpuri",
  ja: "japanese, jpn, jap, japonais, japones, japonés, giapponese, 日本語",
  zh: `
    chinese, mandarin, putonghua, taiwanese, cantonese, chs, cht, 中文, 国语, 粤语, chi, zho, 简体, 繁体, 繁中, 简中, gb, big5
  `,
  ko: "korean, kor, 한국어",
  th: "thai",
  vi: "vietnamese, vie, thuyet minh, thuyết minh",
  id: "indonesian, bahasa indonesia",
  sv: "swedish, swe, svenska, svensk tal",
  no: "norwegian, nor, norsk, norsk tale, bokmål",
  da: "danish, dansk, dan, dansk tale",
  fi: "finnish, fin, suomi, suomenkielinen",
  is: "icelandic",
  et: "estonian, eesti",
  lv: "latvian, lav",
  lt: "lithuanian, lietuviu",
  sl: "slovenian",
  hr: "croatian, hrvatski",
  sr: "serbian, srpski",
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
  gl: "galician, galego, gallego",
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
  yi: "yiddish",
  lb: "luxembourgish",
  mt: "maltese",
  my: "burmese",
  lo: "laotian",
  ps: "pashto",
  sw: "swahili",
  zu: "zulu",
  la: "latin language",
  mul: `
    multi, multiaudio, multi language, multi languages, multi lang, multilang,
    ml dubbed, multidub, multi2, multi3, multi4, multi5, multi6
  `,
};

/** No words of any other meaning: they count anywhere. */
const PLAIN: Readonly<Record<string, string>> = {
  fr: "truefrench, vff, vfq, vfi, vf2, vof, voq",
  pl: "pldub, pldubbed, dubpl, lekpl, lektorpl",
  hu: "hundub, hundubbed",
  he: "hebdub, hebdubbed",
  ro: "rodubbed",
  bg: "bgaudio",
  cs: "czdub, czdabing",
  ru: "rusdub",
  uk: "ukrdub",
  hi: "hindidub, hindidubbed",
  it: "itadub",
  es: "audio latino, español latino, espanol latino, latin spanish",
  pt: "pt br, ptbr, dublado br, audio pt br, brazilian portuguese",
};

/** The same of subtitles. */
const PLAIN_SUBTITLES: Readonly<Record<string, string>> = {
  en: `
    engsub, engsubs, engsubbed, ensub, ensubs, ensubbed, esub, esubs, subeng, subseng, vosta, vosten
  `,
  fr: "vostfr, vost fr, subfrench, stfr, vo stfr, subfr, frsub, frsubs, vostf",
  it: "subita, subsita, itasub, itasubs, vostit",
  es: "subesp, subspa, espsub, subtituladoesp, vostes, vose, subsesp",
  nl: "nlsub, nlsubs, nlsubbed, nlsubs ingebakken, nlsubsingebakken, dutchsubs",
  sv: "swesub, swesubs, svsub, svsubs",
  da: "dksub, dksubs, dansub, dansubs",
  fi: "finsub, finsubs, fisub, fisubs",
  no: "norsub, norsubs, nosub, nosubs",
  pl: "plsub, plsubs, plsubbed, subpl, napisypl",
  pt: "ptsub, ptsubs, ptbrsub",
  ru: "rusub, rusubs, russub, russubs",
  uk: "ukrsub, ukrsubs",
  de: "gersub, gersubs, desub, desubs, subger",
  ro: "rosub, rosubs, rosubbed",
  hu: "hunsub, hunsubs",
  cs: "cztit, czsub, czsubs, cztitulky",
  sk: "sksub, sktit",
  ko: "korsub, korsubs",
  zh: "chisub, chisubs, chssub, chtsub",
  ja: "jpsub, jpsubs, jpnsub",
  el: "grsub, grsubs, greeksubs, grsubbed",
  bg: "bgsub, bgsubs",
  hr: "hrsub, hrsubs",
  tr: "trsub, tursub",
  he: "hebsub, hebsubs",
  ar: "arsub, arsubs, arabicsub",
  vi: "vietsub",
  id: "indosub, subindo",
  th: "thaisub",
  mul: "multisub, multisubs, msub, msubs, nordicsub, nordicsubs",
};

/** Three letters, hardly ever a word of a title behind its end. */
const CODES: Readonly<Record<string, string>> = {
  en: "eng, ing",
  fr: "fre, fra",
  de: "ger, deu, swissgerman",
  es: "spa, cast, lat",
  pt: "por",
  nl: "dut, nld",
  pl: "pol",
  ro: "rum",
  el: "gre",
  ar: "ara",
  ca: "cat",
};

/** Whether a name is written out, and no code of three letters, which "Dan" and "Fin" are as well. */
function isWrittenOut(name: string): boolean {
  return (name.length >= 5 && name !== "latin") || name > "\u3000";
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

/** Each of {@linkcode LONG_NAMES} that is one word, with each of `words` behind it: "hindi dubbed". */
function withWords(words: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    Object.entries(LONG_NAMES).map(([code, names]) => [
      code,
      names.split(",").filter((name) => /^\p{L}{5,}$/u.test(name))
        .flatMap((name) => words.map((word) => `${name} ${word}`)).join(),
    ]),
  );
}

/** Codes that stand in a row before "Sub". */
const IN_ROW: Readonly<Record<string, string>> = {
  ara: "ar",
  chi: "zh",
  cze: "cs",
  dan: "da",
  dut: "nl",
  eng: "en",
  esp: "es",
  fin: "fi",
  fra: "fr",
  fre: "fr",
  ger: "de",
  gre: "el",
  heb: "he",
  hin: "hi",
  hun: "hu",
  ita: "it",
  jap: "ja",
  jpn: "ja",
  kor: "ko",
  nor: "no",
  pol: "pl",
  por: "pt",
  rus: "ru",
  spa: "es",
  swe: "sv",
  tur: "tr",
  ukr: "uk",
};
const ROW_CODE = `(?:${Object.keys(IN_ROW).join("|")})`;

/** Two letters, and three that are ordinary words. */
const SHORT_CODES: Readonly<Record<string, string>> = {
  en: "en",
  fr: "fr",
  de: "de",
  es: "es",
  it: "it",
  pt: "pt, br",
  nl: "nl",
  ru: "ru",
  uk: "ua",
  pl: "pl",
  cs: "cs",
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

/** "Subtitles" in some languages. */
const NATIVE_WORDS: Readonly<Record<string, string>> = {
  es: "subtitulado, subtitulada, subtitulos, subtítulos",
  pt: "legenda, legendas, legendado",
  it: "sottotitoli, sottotitolato",
  fr: "sous titres, soustitres, sous titré",
  pl: "napisy",
  de: "untertitel, untertitelt",
  cs: "titulky",
  sv: "svensk text, undertexter",
  no: "norsk tekst",
  da: "danske undertekster",
  nl: "ondertiteld, nl ondertiteld",
  ro: "subtitrat",
  hu: "felirat, feliratos",
  tr: "altyazı, altyazılı, altyazi, altyazili",
};

/** Names of languages that are ordinary words: they count behind the title. */
export const LANGUAGE: readonly Rule[] = [
  ...words("languages", PLAIN),
  ...words("languages", withWords(["dubbed", "dub", "audio"])),
  // "Das.Appartement.German.720p": also right before the first tag
  ...words("languages", LONG_NAMES, { when: "run" }),
  ...words("languages", SHORT_NAMES, { when: "tail" }),
  // "国粤双语", "简日双语字幕", "简繁内封", "中文字幕", but not "中文字幕组", a group
  pattern("languages", {
    begins: "[国粤中简繁]",
    expression:
      /[国粤中简繁][国粤中简繁英日韩语文体]{0,4}(?:双语|内封|内嵌|双音轨|多音轨|字幕|中字)+(?!组|社)/y,
    when: "run",
    read: () => ({ languages: ["zh"] }),
  }),
  // "Some film Multi.mp4"
  ...words("languages", { mul: "multi" }, { when: "last" }),
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
  // "Ger.Eng.Sub.AAC", "Eng+Fre Subs": none of them is spoken
  pattern("subtitleLanguages", {
    begins: Object.keys(IN_ROW).map((code) => `${code}~ ${code}[+&]`).join(" "),
    expression: new RegExp(
      `((?:${ROW_CODE}[ ._+&-]{1,3}){2,5})sub(?:s|bed)?(?![a-z]|[ ._]${ROW_CODE}(?![a-z]))`,
      "y",
    ),
    when: "tail",
    read: ([, codes]) => ({
      subtitleLanguages: codes!.split(/[ ._+&-]+/).flatMap((code) => IN_ROW[code] ?? []),
    }),
  }),
  ...words("subtitleLanguages", PLAIN_SUBTITLES),
  ...words("subtitleLanguages", withWords(["subs", "subbed", "subtitles", "subtitled"])),
  tag(
    { subtitles: true },
    `
      sub, subs, subbed, subtitle, subtitles, subtitled, st, hc subs, hardsub, hardsubs, softsub,
      softsubs, soft subtitles, subforced, forced subs, sub forced
    `,
    { when: "tail" },
  ),
  // "Heat.ENG.SUB.720p"
  tag({ subtitles: true }, "subs, subbed", { when: "run" }),
  tag({ subtitles: true }, "sub", { when: "run", written: "upper" }),
  // Without a language beside them they are in the one that they are a word of.
  ...Object.entries(NATIVE_WORDS).map(([code, names]) =>
    tag({ subtitles: true, subtitleLanguages: [code] }, names, { when: "tail" })
  ),
  ...words("subtitleLanguages", {
    en: "e subs",
    fr: "vost",
    pl: "napisy pl, pl napisy",
    pt: "legendas pt br, legendado pt, legendado pt br, legendas pt, legenda pt br, ptbr sub",
    cs: "cz titulky, cz tit",
    ko: "hc korsub",
    vi: "viet sub",
    id: "sub indo",
    mul: `
      multi sub, multi subtitle, multiple subtitle, multiple subtitles,
      multi language subs, nordic sub, nordic subs
    `,
  }, { when: "mark" }),
  // "Ro.Subbed", "NL.SUBS"
  ...words("subtitleLanguages", CODES_OF_SUBTITLES, { when: "run" }),
];
