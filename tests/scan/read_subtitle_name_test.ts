import { assertEquals } from "@std/assert";
import { toLanguage } from "../../lib/scan/languages.ts";
import { readSubtitleName, type SubtitleName } from "../../lib/scan/read_subtitle_name.ts";

/** What follows the video's name. */
const SUFFIXES: Readonly<Record<string, SubtitleName>> = {
  "": {},
  ".en": { language: "en" },
  ".eng": { language: "en" },
  ".en.forced": { language: "en", flags: ["forced"] },
  ".forced.en": { language: "en", flags: ["forced"] },
  ".fr.sdh": { language: "fr", flags: ["sdh"] },
  ".fre": { language: "fr" },
  ".fra": { language: "fr" },
  ".de.cc": { language: "de", flags: ["cc"] },
  ".es.default.forced": { language: "es", flags: ["default", "forced"] },
  ".forced": { flags: ["forced"] },
  ".English (SDH)": { language: "en", flags: ["sdh"] },
  "_English": { language: "en" },
  " - English": { language: "en" },
  ".pt-BR": { language: "pt" },
  ".pt-PT": { language: "pt" },
  ".pob": { language: "pt" },
  ".es-419": { language: "es" },
  ".es-la": { language: "es" },
  ".fr-CA": { language: "fr" },
  ".zh-Hans": { language: "zh" },
  ".zh-TW": { language: "zh" },
  ".Simplified Chinese": { language: "zh" },
  ".Latin American Spanish": { language: "es" },
  ".sr-Latn": { language: "sr" },
  ".en.hi": { language: "en", flags: ["sdh"] }, // Jellyfin: hearing impaired
  ".hi.en": { language: "en", flags: ["sdh"] },
  ".hi": { language: "hi" }, // alone it is Hindi
  ".English.hearing.impaired": { language: "en", flags: ["sdh"] },
  ".en.Director's Commentary": { language: "en" }, // Jellyfin: free text is the track's title
  ".Director's Commentary.en": { language: "en" },
  ".fil": { language: "fil" }, // no code of two letters
  ".2": {},
  ".xx": {},
  ".constructor": {},
  ".__proto__": {},
  ".français": { language: "fr" },
  ".franc\u0327ais": { language: "fr" }, // as macOS writes it
};

Deno.test("readSubtitleName() reads all words after a video's name", () => {
  for (const [suffix, expected] of Object.entries(SUFFIXES)) {
    assertEquals(readSubtitleName(suffix, true), expected, suffix);
  }
});

/** Whole names: the title before the track is none of our business. */
const NAMES: Readonly<Record<string, SubtitleName>> = {
  "2_English": { language: "en" },
  "English": { language: "en" },
  "3_French_SDH": { language: "fr", flags: ["sdh"] },
  "14_Portuguese(Brazil)": { language: "pt" },
  "The.Danish.Girl.2015.720p-GRP": {},
  "The.Danish.Girl.eng": { language: "en" },
  "grp-film720.forced": { flags: ["forced"] },
};

Deno.test("readSubtitleName() reads a whole name from its end", () => {
  for (const [name, expected] of Object.entries(NAMES)) {
    assertEquals(readSubtitleName(name), expected, name);
  }
});

const TERMINOLOGICAL =
  "deu fra ces slk ron nld ell eng spa jpn kor swe tur ukr vie heb hrv isl mkd msa sqi";

Deno.test("toLanguage() agrees with Unicode on ISO 639-2", () => {
  for (const code of TERMINOLOGICAL.split(" ")) {
    assertEquals(toLanguage(code), Intl.getCanonicalLocales(code)[0], code);
  }
});

const BIBLIOGRAPHIC =
  "ger:deu fre:fra cze:ces slo:slk rum:ron dut:nld gre:ell ice:isl mac:mkd may:msa alb:sqi";

Deno.test("toLanguage() reads the bibliographic codes as the terminological ones", () => {
  for (const pair of BIBLIOGRAPHIC.split(" ")) {
    const [code, other] = pair.split(":");
    assertEquals(toLanguage(code!), toLanguage(other!), pair);
  }
});
