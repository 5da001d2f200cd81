import type { Sidecar, SubtitleFlag } from "../record/mod.ts";
import { toLanguage } from "./languages.ts";

/** What the name of a subtitle says about its track. */
export type SubtitleName = Pick<Sidecar, "language" | "flags">;

/** Words for flags; `hi` is Hindi unless another language stands beside it. */
const FLAGS: Readonly<Record<string, SubtitleFlag>> = {
  forced: "forced",
  foreign: "forced",
  sdh: "sdh",
  hoh: "sdh",
  cc: "cc",
  default: "default",
};

/** Words that say more about a language or a track, but nothing that a record holds. */
const NEUTRAL =
  /^(?:\d+|br|pt|us|uk|gb|au|ca|mx|la|419|tw|hk|hans|hant|latn|cyrl|simplified|traditional|full|subs?|subtitles?|track\d*|hearing|impaired|parts?|only|dialogue|signs|songs|european|american|latin|canadian|brazil|brasil|portugal|spain|mexico|canada|france)$/;

/**
 * Reads language and flags from the end of `name`, a subtitle's name without its extension and, where it begins with its
 * video's name, without that. Words are read from the end as long as they are known: in "The.Danish.Girl.eng" Danish is
 * part of a title. With `whole` the words at the beginning count too: what follows a video's name is no title.
 */
export function readSubtitleName(name: string, whole: boolean = false): SubtitleName {
  const words = name.toLowerCase().normalize("NFC").split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  let begin = words.length;
  while (begin > 0 && isKnown(words[begin - 1]!)) begin--;
  const found = readWords(words.slice(begin));
  if (!whole || begin === 0 || found.language !== undefined) return found;
  let end = 0;
  while (end < begin && isKnown(words[end]!)) end++;
  return readWords([...words.slice(0, end), ...words.slice(begin)]);
}

function isKnown(word: string): boolean {
  return Object.hasOwn(FLAGS, word) || toLanguage(word) !== undefined || NEUTRAL.test(word);
}

function readWords(words: readonly string[]): SubtitleName {
  const languages = words.map(toLanguage).filter((language) => language !== undefined);
  const flags = new Set(words.filter((word) => Object.hasOwn(FLAGS, word)).map((w) => FLAGS[w]!));
  const other = languages.find((language) => language !== "hi");
  if (words.includes("hi") && other !== undefined) flags.add("sdh");
  // "hearing impaired" in full
  if (words.includes("hearing") && words.includes("impaired")) flags.add("sdh");
  const language = other ?? languages[0];
  return {
    ...(language === undefined ? {} : { language }),
    ...(flags.size === 0 ? {} : { flags: [...flags].sort() }),
  };
}
