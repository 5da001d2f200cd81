import { pattern, type Rule, tag } from "../rule.ts";
import { MAX_RUN, numbersBetween, readList } from "./_numbers.ts";

/** Words for "season" and "episode" in the languages of release names. */
const SEASON =
  "(?:seasons?|saisons?|series|temporadas?|temp|staffel|stagion[ei]|seizoen|sezon|сезоны?|sæson|säsong|sesong)";
const EPISODE =
  "(?:episodes?|épisodes?|episodio|episódio|episodios|capitulos?|capítulos?|cap|folge|aflevering|odcinek|серия|серии|ep|eps|avsnitt|afl)";

/** What may follow an episode's number: more of them, "-E03", "E03", "-03", "+04", "x03". */
const NEXT =
  /(?:[ ._]?([-+&~,à]|to|and|a)[ ._]?(?:s\d{1,4}[ ._]?)?(ep?|x)?|[ ._]?(?:s\d{1,4}[ ._]?)?(ep?|x))[ ._]?(\d{1,5})(?![0-9a-wyzp]|\.\d(?!\d))/y;

/** Season and episode numbers. */
export const EPISODE_RULES: readonly Rule[] = [
  // "S01E02", "s01.e02", "S01 E02", "S01E02-E03", "S01E01E02E03", "SO2E04", "T01XE08", "S01EP02", "[S01][E02]"
  pattern("episodes", {
    first: "st",
    expression:
      /[st](o\d|\d{1,4})[\])]?[ ._-]{0,3}[[(]?(?:x?ep?|x)[ ._-]?(\d{1,5})(?!\d|[pi](?![a-z]))/y,
    read: (match, text) => {
      const season = Number(match[1]!.replace("o", "0"));
      return readList(match, text, NEXT, Number(match[2]), (episodes) => ({
        seasons: [season],
        episodes,
      }));
    },
  }),
  // "1x02", "01x02-03", "2009x09", "[05x07]", "1x02x03"
  pattern("episodes", {
    first: "#",
    expression: /(\d{1,2}|(?:19|20)\d\d)x(\d{2,3})(?![0-9a-wyz]|x\d{3})/y,
    read: (match, text) =>
      readList(match, text, NEXT, Number(match[2]), (episodes) => ({
        seasons: [Number(match[1])],
        episodes,
      })),
  }),
  // "Season 3, Episode 2", "Saison 2 - Episode 4", "Temporada 1 Cap 3", "Series 2 Ep 1", "Сезон №9. Серия №180"
  pattern("episodes", {
    first: "stсsз",
    expression: new RegExp(
      `${SEASON}[ ._№-]{0,3}(\\d{1,4})[ ._,:)\\]-]{0,4}[[(]?${EPISODE}[ ._№-]{0,3}(\\d{1,5})(?!\\d)`,
      "y",
    ),
    read: (match, text) =>
      readList(match, text, NEXT, Number(match[2]), (episodes) => ({
        seasons: [Number(match[1])],
        episodes,
      })),
  }),
  // "S01-S03", "S01-07", "S01 - S03", "S01.S02.S03", "Seasons 1-4", "Season 1 to 6", "Season 1, 2, 3 & 4"
  pattern("seasons", {
    first: "stс",
    expression: new RegExp(
      `(?:${SEASON}[ ._-]{0,3}|s)(\\d{1,2})(?!\\d)(?=[ ._]{0,2}(?:[-~&,+à]|to|thru|through|and|a|s\\d|[.]s\\d))`,
      "y",
    ),
    read: (match, text) => {
      const all = [Number(match[1])];
      let end = match.index + match[0].length;
      for (;;) {
        NEXT_SEASON.lastIndex = end;
        const next = NEXT_SEASON.exec(text);
        if (next === null) break;
        const number = Number(next[2]);
        const previous = all.at(-1)!;
        if (number <= previous || number - previous > 60) break;
        // A range, unless it is a list: "1, 2", "S01.S02"
        if (/[-~à]|to|thru|through/.test(next[1]!)) {
          all.push(...numbersBetween(previous + 1, number));
        } else all.push(number);
        end += next[0].length;
      }
      if (all.length === 1) return undefined;
      return { values: { seasons: all }, end };
    },
  }),
  // "S01", "Season 2", "Saison 03", "Temporada 1", "Staffel 1"
  pattern("seasons", {
    first: "s",
    expression: /s(\d{1,2}|(?:19|20)\d\d)(?![0-9a-z])/y,
    read: ([, season]) => ({ seasons: [Number(season)] }),
  }),
  pattern("seasons", {
    first: "sctс",
    expression: new RegExp(`(?:complete[ ._])?${SEASON}[ ._:#№-]{0,3}(\\d{1,4})(?![0-9])`, "y"),
    read: ([, season]) => ({ seasons: [Number(season)] }),
  }),
  // "2nd Season", "3ª Temporada", "1ère saison", "4 сезон", "第2季"
  pattern("seasons", {
    first: "#",
    expression: new RegExp(
      `(\\d{1,2})(?:st|nd|rd|th|ª|º|âº|a|e|er|ère|ème|\\.|-й|-ый|-ой)?[ ._-]{0,2}${SEASON}(?![0-9a-z])`,
      "y",
    ),
    read: ([, season]) => ({ seasons: [Number(season)] }),
  }),
  // "E05", "Ep05", "Ep.05", "Episode 5", "E01-E03", "EP 12v2", "Folge 3", "Capitulo 4"
  pattern("episodes", {
    first: "eécfaoсе",
    expression: new RegExp(
      `(?:${EPISODE}[ ._#№-]{0,3}|e[ ._]?)(\\d{1,5})(?![0-9]|[a-uw-z]|\\.\\d[^0-9])(?:v(\\d))?`,
      "y",
    ),
    read: (match, text) => {
      const number = match[1]!;
      // Spanish releases write season and episode as one: "Cap.102", "[Cap.1901_1909]".
      if (/^cap[ ._]/.test(match[0]) && number.length >= 3) {
        const season = Number(number.slice(0, -2));
        NEXT_CAPITULO.lastIndex = match.index + match[0].length;
        const next = NEXT_CAPITULO.exec(text);
        const first = Number(number.slice(-2));
        if (next !== null && Number(next[1]!.slice(0, -2)) === season) {
          return {
            values: {
              seasons: [season],
              episodes: numbersBetween(first, Number(next[1]!.slice(-2))),
            },
            end: NEXT_CAPITULO.lastIndex,
          };
        }
        return { seasons: [season], episodes: [first] };
      }
      return readList(match, text, NEXT, Number(number), (episodes) => ({
        episodes,
        ...(match[2] === undefined ? {} : { version: Number(match[2]) }),
      }));
    },
  }),
  // "5of9", "1 of 6", "(01 of 12)"
  pattern("episodes", {
    first: "#",
    expression: /(\d{1,2})[ ._]?(?:of|de|из)[ ._]?(\d{1,2})(?![0-9a-z])/y,
    read: ([, episode, count]) => {
      if (Number(episode) > Number(count) || Number(count) < 2) return undefined;
      return { episodes: [Number(episode)] };
    },
  }),
  // "第01話", "第12集", "第3回"
  pattern("episodes", {
    first: "第",
    expression: /第(\d{1,4})(?:(?:v\d)?(?:-(\d{1,4}))?)[話话集回期]/y,
    read: ([, first, last]) => ({
      episodes: last === undefined ? [Number(first)] : numbersBetween(Number(first), Number(last)),
    }),
  }),
  pattern("seasons", {
    first: "第",
    expression: /第(\d{1,2})[季期]/y,
    read: ([, season]) => ({ seasons: [Number(season)] }),
  }),
  tag({ show: true }, [
    "complete series",
    "the complete series",
    "complete season",
    "complete collection",
    "complete tv series",
    "integrale",
    "intégrale",
    "mini series",
    "miniseries",
    "tv series",
    "full series",
    "season pack",
    "all seasons",
    "serie completa",
    "integral",
  ], { when: "run" }),
];

const NEXT_SEASON =
  /[ ._]{0,2}([-~&,+à]|to|thru|through|and|a|[.](?=s)|(?=s))[ ._]{0,2}s?(\d{1,2})(?![0-9a-z])/y;
const NEXT_CAPITULO = /[ _-](\d{3,4})(?!\d)/y;

void MAX_RUN;
