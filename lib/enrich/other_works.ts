/** Words that make another work of a title. */
const OTHER_WORKS: readonly string[] = [
  // About it.
  ...["making", "behind", "inside", "untold story", "story of", "secrets of", "legacy of"],
  ...["history of", "art of", "world of", "documentary", "commentary", "retrospective"],
  ...["review", "reaction", "recap", "explained", "interview", "interviews", "reunion"],
  // Cut from it, or made to sell it.
  ...["featurette", "featurettes", "trailer", "trailers", "teaser", "sneak peek", "promo"],
  ...["deleted", "gag reel", "bloopers", "outtakes", "clip", "clips", "extras", "bonus"],
  ...["special features", "premiere", "screen test", "storyboards"],
  // Made after it, or played to it.
  ...["soundtrack", "score", "live", "concert", "musical", "video game", "fan film"],
  ...["parody", "unauthorized", "anniversary"],
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
  ...["disney", "disneys", "disney pixar", "disney pixars", "walt disney", "pixar", "dreamworks"],
  ...["marvel", "marvel studios", "dc", "dc comics", "netflix", "bbc", "hbo", "studio ghibli"],
  ...["007", "james bond", "james bond 007", "bond", "jason bourne", "indiana jones"],
  ...["star wars", "lord of the rings", "lotr", "national lampoon", "monty python"],
  ...["hayao miyazaki", "alfred hitchcock", "quentin tarantino", "stephen king"],
]);

/** Whether `rest` is what may stand before any title. */
export function isBrand(rest: readonly string[]): boolean {
  if (BRANDS.has(rest.join(" "))) return true;
  const last = rest[rest.length - 1]!;
  return rest.length <= 3 && last.length > 3 && last.endsWith("s") &&
    BRANDS.has(rest.join(" ").slice(0, -1));
}
