/** Words that make another work of a title: one about it, cut from it, or played to it. */
const OTHER_WORKS: readonly string[] = [
  "making of",
  "making",
  "behind the scenes",
  "behind",
  "inside",
  "featurette",
  "featurettes",
  "trailer",
  "trailers",
  "teaser",
  "sneak peek",
  "deleted",
  "deleted scenes",
  "gag reel",
  "bloopers",
  "outtakes",
  "interview",
  "interviews",
  "soundtrack",
  "score",
  "live in concert",
  "in concert",
  "live",
  "concert",
  "untold story",
  "story of",
  "secrets of",
  "legacy of",
  "history of",
  "art of",
  "world of",
  "documentary",
  "commentary",
  "retrospective",
  "review",
  "reaction",
  "recap",
  "explained",
  "parody",
  "promo",
  "clip",
  "clips",
  "extras",
  "bonus",
  "special features",
  "unauthorized",
  "anniversary",
  "reunion",
  "premiere",
  "screen test",
  "storyboards",
  "musical",
  "video game",
  "fan film",
];

const WORKS = OTHER_WORKS.map((phrase) => phrase.split(" "));

/** Whether `rest`, the words beside a title, tell of a work about it rather than of itself. */
export function isOtherWork(rest: readonly string[]): boolean {
  return WORKS.some((phrase) => holds(rest, phrase));
}

function holds(words: readonly string[], phrase: readonly string[]): boolean {
  for (let start = 0; start + phrase.length <= words.length; start++) {
    if (phrase.every((word, index) => word === words[start + index])) return true;
  }
  return false;
}

/**
 * Names that are put before titles: studios, series, and whoever is in the genitive ("Stephen
 * King's").
 */
const BRANDS: ReadonlySet<string> = new Set([
  "disney",
  "disneys",
  "disney pixar",
  "disney pixars",
  "walt disney",
  "pixar",
  "dreamworks",
  "marvel",
  "marvel studios",
  "dc",
  "dc comics",
  "netflix",
  "bbc",
  "hbo",
  "national lampoon",
  "james bond",
  "007",
  "james bond 007",
  "bond",
  "star wars",
  "lord of the rings",
  "lotr",
  "jason bourne",
  "indiana jones",
  "studio ghibli",
  "hayao miyazaki",
  "alfred hitchcock",
  "quentin tarantino",
  "stephen king",
  "monty python",
]);

/** Whether `rest` is what may stand before any title. */
export function isBrand(rest: readonly string[]): boolean {
  if (BRANDS.has(rest.join(" "))) return true;
  const last = rest[rest.length - 1]!;
  return rest.length <= 3 && last.length > 3 && last.endsWith("s") &&
    BRANDS.has(rest.join(" ").slice(0, -1));
}
