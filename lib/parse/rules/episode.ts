import { pattern, type Rule, tag } from "../rule.ts";
import { numbersBetween, readList } from "./numbers.ts";

/** Words for "season" and "episode" in the languages of release names. */
const SEASON =
  "(?:seasons?|saisons?|temporadas?|temp|staffel|stagion[ei]|seizoen|sezon(?:a|ul)?|sezóna|évad|kausi|сезоны?|sæson|säsong|sesong|시즌|עונה|الموسم)";
/** How those words begin. */
const SEASON_BEGINS =
  "season saison temp staffel stagion seizoen sezon sezó évad kausi сезон sæson säsong sesong 시 ע ا";
const EPISODE =
  "(?:episodes?|épisodes?|episodios?|episódios?|episodul|epizoda?|episodi|capitulos?|capítulos?|cap|folge|aflevering|odcinek|odc|(?<!\\d\\.?[ ._])b[öo]l[üu]m|серия|серии|серія|эпизод|выпуск|eps?|avsnitt|afsnit|afl|jakso|minisode|puntat[ae]|tập|פרק|الحلقة)";

/** Numbers of seasons in words and in Roman numerals. */
const SEASON_NUMBERS: ReadonlyMap<string, number> = new Map(
  [
    "one une uno eins",
    "two deux dos zwei ii",
    "three trois tres drei iii",
    "four quatre cuatro vier iv",
    "five cinq cinco fünf",
    "six seis sechs vi",
    "seven sept siete sieben vii",
    "eight huit ocho acht viii",
    "nine neuf nueve neun ix",
    "ten dix diez zehn",
  ].flatMap((words, index) => words.split(" ").map((word) => [word, index + 1] as const)),
);

/** Season and episode numbers. */
export const EPISODE_RULES: readonly Rule[] = [
  // "S01E02", "s01.e02", "S01 E02", "S01E02-E03", "S01E01E02E03", "SO2E04", "T01XE08", "S01EP02", "[S01][E02]", "S01(E04)", "S01E(01-08)",
  // "S01E02b", a half
  pattern("episodes", {
    begins: "s# t# so# to# se#",
    final: true,
    expression:
      /(?:se?|t)(o\d|\d{1,4})[\])]?[ ._-]{0,3}[[(]?(?:x?ep?|x)[ ._(-]?(\d{1,5})(?!\d|[pi](?![a-z])|bit)(?:v(\d)(?![0-9a-z])|[ab](?=[ ._\])]|(?![^])))?/y,
    read: (match, text) => {
      const season = Number(match[1]!.replace("o", "0"));
      const end = match.index + match[0].length;
      if (match[3] !== undefined) {
        return { seasons: [season], episodes: [Number(match[2])], version: Number(match[3]) };
      }
      return readList(Number(match[2]), end, text, (episodes) => ({ seasons: [season], episodes }));
    },
  }),
  // "01E06"
  pattern("episodes", {
    begins: "#e ##e",
    expression: /(\d{1,2})e(\d\d)(?![0-9a-z])/y,
    read: ([, season, episode]) => ({ seasons: [Number(season)], episodes: [Number(episode)] }),
  }),
  // "Title - 7x6 - Title", "Title.1x5", "Title 1x1", "1x1", but not "3x3 Eyes"
  pattern("episodes", {
    begins: "#x ##x",
    expression:
      /(?:(?<=[-.[][ _]?)([1-9]\d?)x([1-9])(?=[ ._]-|[\].]|[ _]-)|(?:(?<![^])|(?<=[a-z] ))(\d)x(\d)(?![^])|(?<![^])(\d)x(\d)(?= - ))(?![.]\d(?!\d{2,3}[pi]))/y,
    read: ([, ...numbers]) => {
      const [season, episode] = numbers.filter((number) => number !== undefined).map(Number);
      return { seasons: [season!], episodes: [episode!] };
    },
  }),
  // "4-13 Title", "1-12 - Title", "1.15 - Title": where the name begins
  pattern("episodes", {
    begins: "#- ##- #.# ##.#",
    expression: /(?<![^])(\d{1,2})(?:-(?=\d\d[ _])|\.(?=\d\d - ))(\d\d)(?=[ _](?:-[ _])?[a-z])/y,
    read: ([, season, episode], text) =>
      // "3-10 to Yuma (2007)"
      OF_LIBRARY.test(text)
        ? undefined
        : { seasons: [Number(season)], episodes: [Number(episode)] },
  }),
  // "Title-2017-01_13"
  pattern("episodes", {
    begins: "##_#",
    expression: /(?<=[a-z]-|-(?:19|20)\d\d-)(\d\d)_(\d\d)(?=-|(?![^]))/y,
    read: ([, season, episode]) => ({ seasons: [Number(season)], episodes: [Number(episode)] }),
  }),
  // "Title - 101 (01) - Name": season and episode as one, and the episode again
  pattern("episodes", {
    begins: "###~(",
    expression: /(?<=- )(\d)(\d\d) \(\2\)(?= - )/y,
    read: ([, season, episode]) => ({ seasons: [Number(season)], episodes: [Number(episode)] }),
  }),
  // "Series.2.Part.11", "Series.1.3of6"
  pattern("episodes", {
    begins: "series~#",
    expression:
      /series[ ._](\d{1,2})[ ._](?:part[ ._]?(?=\d)|(?=\d{1,2}of\d))(\d{1,2})(?:of\d{1,2})?(?![0-9a-z])/y,
    read: ([, season, episode]) => ({ seasons: [Number(season)], episodes: [Number(episode)] }),
  }),
  // "[01.01]", "Title.02.09" where it ends
  pattern("episodes", {
    begins: "#.## ##.##",
    expression: /(?:(?<=\[)(\d{1,2})\.(\d\d)(?=\])|(?<=[a-z][.])(\d\d)\.(\d\d)(?![^]))/y,
    read: ([, season, episode, first, second]) => ({
      seasons: [Number(season ?? first)],
      episodes: [Number(episode ?? second)],
    }),
  }),
  // "S2-07": seasons would be written alike, "S02-S07", "S2-7"
  pattern("episodes", {
    begins: "s#-#",
    expression: /s(\d)-(\d\d)(?![0-9a-z])/y,
    read: ([, season, episode]) => ({ seasons: [Number(season)], episodes: [Number(episode)] }),
  }),
  // "Ep 2x03"
  pattern("episodes", {
    begins: "ep#x ep##x ep~#x ep~##x episode#x episode##x episode~#x episode~##x",
    expression: /ep(?:isode)?[ ._]?(\d{1,2})x(\d{2,3})(?![0-9a-z])/y,
    read: ([, season, episode]) => ({ seasons: [Number(season)], episodes: [Number(episode)] }),
  }),
  // "Episode #1.2", as IMDb has it
  pattern("episodes", {
    begins: "ep~ epi",
    expression: /ep(?:isode)?[ ._]?#(\d{1,2})\.(\d{1,3})(?![0-9a-z])/y,
    read: ([, season, episode]) => ({ seasons: [Number(season)], episodes: [Number(episode)] }),
  }),
  // "EP07.5"
  pattern("absoluteEpisodes", {
    begins: "e# ep",
    expression: /ep?[ ._]?(\d{1,4}\.5)(?![0-9a-z])/y,
    read: ([, number]) => ({ absoluteEpisodes: [Number(number)] }),
  }),
  // "1. Bölüm", "12. rész", "5. díl", "(05 сер.)", "(08.seriya)", "01 серия из 14"
  pattern("episodes", {
    begins: "#~[bredsс] ##~[bredsс] ###~[bresс] #.~ #.[bresс] ##.~ ##.[bresс] ###.~ ###.[bresс]",
    expression:
      /(\d{1,4})\.?[ ._](?:bölüm|bolum|rész|díl|epizod|seri[jy]a|сер(?:ия|ии)?)(?![a-zа-я])(?:[ ._](?:из|iz)[ ._]\d{1,3}(?!\d))?/y,
    read: ([, episode]) => ({ episodes: [Number(episode)] }),
  }),
  // "S01SP02": a special that is counted with its season
  pattern("episodes", {
    begins: "s##sp",
    expression: /s(\d\d)sp(\d\d)(?![0-9a-z])/y,
    read: ([, season, episode]) => ({ seasons: [Number(season)], episodes: [Number(episode)] }),
  }),
  // "Title.SP01": a special
  pattern("episodes", {
    begins: "sp#",
    expression: /sp(\d{1,2})(?![0-9a-z])/y,
    read: ([, episode]) => ({ seasons: [0], episodes: [Number(episode)] }),
  }),
  // "S01P01"
  pattern("seasons", {
    begins: "s##p",
    expression: /s(\d\d)p(\d\d)(?![0-9a-z])/y,
    read: ([, season, part]) => ({ seasons: [Number(season)], part: Number(part) }),
  }),
  // "S06.01.1999", "S06.01.Name"
  pattern("episodes", {
    begins: "s##.",
    expression: /s(\d\d)\.(\d\d)(?=\.(?:(?:19|20)\d\d(?!\d)|(?!bits?\.)[a-z]{3}))/y,
    read: ([, season, episode]) => ({ seasons: [Number(season)], episodes: [Number(episode)] }),
  }),
  // "S0201"
  pattern("episodes", {
    begins: "s####",
    expression: /s((?!19|20)\d\d)(\d\d)(?![0-9a-z])/y,
    read: ([, season, episode]) => ({ seasons: [Number(season)], episodes: [Number(episode)] }),
  }),
  // "1x02", "01x02-03", "2009x09", "[05x07]", "1x02x03", "1x02a"
  pattern("episodes", {
    begins: "#x ##x ####x #× ##×",
    expression:
      /(\d{1,2}|(?:19|20)\d\d)[x×](\d{2,3})(?:[ab](?=[ ._\])-]|(?![^])))?(?![0-9b-df-wyz]|a(?!nd\d)|x\d{3}|(?<=\d{4}[x×]\d\d)\.\d\d(?!\d))/y,
    read: (match, text) => {
      const season = Number(match[1]);
      if (match[2]!.length === 3 && (season === 0 || Number(match[2]) > 366 && season > 99)) {
        return undefined; // "1920x804" is a frame's size
      }
      const end = match.index + match[0].length;
      return readList(Number(match[2]), end, text, (episodes) => ({ seasons: [season], episodes }));
    },
  }),
  // "Season 3, Episode 2", "Saison 2 - Episode 4", "Temporada 1 Cap 3", "Series 2 Ep 1", "Сезон №9. Серия №180", "S4 Ep5",
  // "S 10 E 101", "T3 Cap. 12"
  pattern("episodes", {
    begins: `${SEASON_BEGINS} series se~ se# s# s~ t#`,
    expression: new RegExp(
      `(?:${SEASON}|series|se|s|t(?=\\d))[ ._№-]{0,3}(\\d{1,4})[ ._,:;|)\\]-]{0,4}[[(]?(?:${EPISODE}|e|b[öo]l[üu]m)[ ._#№-]{0,3}(\\d{1,5})(?!\\d|[pi](?![a-z])|[a-z]{2})`,
      "y",
    ),
    read: (match, text) => {
      const season = Number(match[1]);
      const end = match.index + match[0].length;
      return readList(Number(match[2]), end, text, (episodes) => ({ seasons: [season], episodes }));
    },
  }),
  // "S01-S03", "S01-07", "S01.S02.S03", "S01S02", "Seasons 1-4", "Season 1 to 6", "Season 1, 2, 3 & 4", "S01-S03E01-75"
  pattern("seasons", {
    begins: `${SEASON_BEGINS} s# com int`,
    expression: new RegExp(
      `(?:(?:(?:complete|int[ée]grale)[ ._](?!series))?(${SEASON}|complete[ ._]series)[ ._:-]{0,3}\\(?(?:s(?=\\d))?|s)(\\d{1,2})(?![0-9])(?=[ ._]{0,2}(?:[-~&,+àas:]|to|thru|through|and|[ ._]\\d|\\d))`,
      "y",
    ),
    read: (match, text) => {
      const all = [Number(match[2])];
      const isWord = match[1] !== undefined;
      let end = match.index + match[0].length;
      for (;;) {
        NEXT_SEASON.lastIndex = end;
        const next = NEXT_SEASON.exec(text);
        if (next === null) break;
        const [whole, before, link, behind, mark, digits] = next;
        const number = Number(digits);
        const previous = all.at(-1)!;
        if (number <= previous || number - previous > 60) break;
        // "S2 - 09" is an episode; "Season 1 - 6" may be either.
        const isSpaced = before !== "" || behind !== "";
        ALL_OF_THEM.lastIndex = end + whole.length;
        const isAll = link === "-" && ALL_OF_THEM.test(text);
        if (mark === undefined && !isWord && !isAll && (isSpaced || link === undefined)) break;
        if (
          mark === undefined && link === "-" && !isAll && before !== "" && behind !== "" &&
          digits!.length > 1
        ) break;
        if (
          mark === undefined && link === undefined && digits!.length > 1 && number !== previous + 1
        ) break;
        if (link !== undefined && RANGE.has(link)) {
          all.push(...numbersBetween(previous + 1, number));
        } else all.push(number);
        end += whole.length;
      }
      if (all.length === 1) return undefined;
      FIRST_EPISODE.lastIndex = end;
      const first = FIRST_EPISODE.exec(text);
      if (first === null) return { values: { seasons: all }, end };
      return readList(Number(first[1]), end + first[0].length, text, (episodes) => ({
        seasons: all,
        episodes,
      }));
    },
  }),
  // "S01", "S2016", "S01Extras", "S07D1", "S01.Part.2"
  pattern("seasons", {
    begins: "s# t#",
    expression:
      /(?:s(\d{1,2}|(?:19|20)\d\d)|t(\d\d))(?![0-9a-z]|[ ._-]+\d+bit|(?<=[0-9a-z]-s\d{1,2})(?:\]|(?![^]))|(?<=(?<![^])s\d) [a-z]{2,} )/y,
    read: ({ 1: season, 2: temporada, index }, text, name) =>
      // "DISC_t01.mkv" is the name of a title on a disc
      temporada !== undefined && name[index - 1] === "_" && name[index] === "t" &&
        index + 3 === text.length
        ? undefined
        : { seasons: [Number(season ?? temporada)] },
  }),
  pattern("seasons", {
    begins: "s#[debs] s##[debs] s#~[debs] s##~[debs]",
    expression:
      /s(\d{1,2})[ ._-]?(?:(?:d|disc|disk|dvd|bd)[ ._-]?(\d{1,2})|(extras?|bonus|specials?|sp))(?![0-9a-z])/y,
    read: ([, season, disc, extra]) => ({
      seasons: [Number(season)],
      ...(disc === undefined ? {} : { disc: Number(disc) }),
      ...(extra === undefined || extra.startsWith("sp") ? {} : { extra: "other" as const }),
    }),
  }),
  // "Season 2", "Saison 03", "Temporada 1", "Staffel 1", "Complete Season 3", "Season (8)"; "Season 2006" as a folder, not "Open.Season.2006"
  pattern("seasons", {
    begins: `${SEASON_BEGINS} com the~c int`,
    expression: new RegExp(
      `(?:(?:(?:the[ ._])?complete|int[ée]grale)[ ._])?${SEASON}(?:[ ._:#№]{0,3}|-|s)(?:(\\d{1,2}|(?:19|20)\\d\\d)(?![0-9a-z])|\\((\\d{1,2})\\))`,
      "y",
    ),
    read: ({ 1: season, 2: inBracket, index }, text) =>
      season === undefined
        ? { seasons: [Number(inBracket)] }
        : season.length < 4 || index === 0 || text.startsWith(" - ", index - 3)
        ? { seasons: [Number(season)] }
        : undefined,
  }),
  // "Title of two.special", as Kodi has it
  pattern("seasons", {
    begins: "spe",
    expression: /(?<=\.)special(?![^])/y,
    read: (_match, text) => text.includes(" ") ? { seasons: [0] } : undefined,
  }),
  // "S 01 720p"
  pattern("seasons", {
    begins: "s~",
    expression: /s[ ._](\d\d)(?=[ ._](?:\d{3,4}[pi]|complete)(?![a-z0-9]))/y,
    read: ([, season]) => ({ seasons: [Number(season)] }),
  }),
  // "Series 4": also part of titles, so without a hyphen, and not before more of a number
  pattern("seasons", {
    begins: "series# series~#",
    expression: /series[ ._]?(?!00)(\d{1,2})(?![0-9a-z]|\.\d|[ ._]-[ ._]\d|[ ._-]{1,3}s\d)/y,
    read: ([, season]) => ({ seasons: [Number(season)] }),
  }),
  // "Second Season"
  pattern("seasons", {
    begins: "fir sec thi fou fif six sev",
    expression: /(first|second|third|fourth|fifth|sixth|seventh)[ ._]season(?![a-z]|[ ._]\d)/y,
    read: ([, word]) => ({ seasons: [ORDINALS.indexOf(word!)] }),
  }),
  // "Season One", "Saison sept", "Season II"
  pattern("seasons", {
    begins: SEASON_BEGINS,
    expression: new RegExp(
      `${SEASON}[ ._](${[...SEASON_NUMBERS.keys()].join("|")})(?![a-z0-9])`,
      "y",
    ),
    read: ([, word]) => ({ seasons: [SEASON_NUMBERS.get(word!)!] }),
  }),
  // "2nd Season", "3ª Temporada", "1ère saison", "4 сезон", "1ª a 8ª Temporada"
  pattern("seasons", {
    begins: "#[snrtaeªº°âèя] #~[snrtaeªº°âàèяс] #_ #.~s ##[snrtaeªº°âèя] ##~[snrtaeªº°âàèяс] ##.~s",
    expression: new RegExp(
      `(?<!e\\d{1,4}-)(\\d{1,2})[ _]?(?:st|nd|rd|th|ª|º|°|âº|a|e|er|ère|ème|\\.|-й|-ый|-ой|я)?(?:[ ._-](?:-|to|a|al|à)[ ._-](\\d{1,2})(?:st|nd|rd|th|ª|º|°|a)?)?[ ._-]{0,2}${SEASON}(?![0-9a-z]|[ ._:]?\\d{1,2}(?!\\d))`,
      "y",
    ),
    read: ([whole, first, last]) => {
      if (last !== undefined) return { seasons: numbersBetween(Number(first), Number(last)) };
      // "3 Seasons in Hell"
      return /^\d+[ ._]s(?:eason|aison)s$/.test(whole) ? undefined : { seasons: [Number(first)] };
    },
  }),
  // "E05", "Ep05", "Ep.05", "Episode 5", "E01-E03", "EP 12v2", "Folge 3", "Capitulo 4", "EP(01-08)", "[Cap.1901_1909]"
  pattern("episodes", {
    begins: "epi eps ep~ ep# ep( ep[ ep: é e# cap fol af odc avs min bol böl jak pun tậ с э в פ ا",
    expression: new RegExp(
      `(?:${EPISODE}[ ._:#№+-]{0,3}[[(]?|e)(\\d{1,5})(?![0-9]|[a-df-uw-z]|\\.\\d[^0-9.]|\\.5\\.)(?:v(\\d))?(?![0-9])`,
      "y",
    ),
    read: (match, text) => {
      const number = match[1]!;
      const end = match.index + match[0].length;
      OF_FILM.lastIndex = match.index;
      if (OF_FILM.test(text)) return undefined;
      // "Episodes.2011.S01E02" is a title and its year, "3 серия (1973)" a film's
      const isYear = /^(?:19|20)\d\d$/.test(number);
      if (isYear && (match.index === 0 || text[end - 5] === "(")) return undefined;
      // Spanish releases write season and episode as one: "Cap.102", "[Cap.1901_1909]".
      if (match[0].startsWith("cap") && number.length >= 3) {
        const season = Number(number.slice(0, -2));
        const first = Number(number.slice(-2));
        NEXT_CAPITULO.lastIndex = end;
        const next = NEXT_CAPITULO.exec(text);
        if (next !== null && Number(next[1]!.slice(0, -2)) === season) {
          const episodes = numbersBetween(first, Number(next[1]!.slice(-2)));
          return { values: { seasons: [season], episodes }, end: NEXT_CAPITULO.lastIndex };
        }
        return { seasons: [season], episodes: [first] };
      }
      const version = match[2] === undefined ? {} : { version: Number(match[2]) };
      SEASON_BEHIND.lastIndex = end;
      const behind = SEASON_BEHIND.exec(text);
      if (behind !== null) {
        return {
          values: { seasons: [Number(behind[1])], episodes: [Number(number)] },
          end: end + behind[0].length,
        };
      }
      if (Number(number) <= 1) {
        // "[Ep 01 - 220]"
        SPACED_RANGE.lastIndex = end;
        const range = SPACED_RANGE.exec(text);
        if (range !== null) {
          const episodes = numbersBetween(Number(number), Number(range[1]));
          return { values: { episodes }, end: SPACED_RANGE.lastIndex };
        }
      }
      return readList(Number(number), end, text, (episodes) => ({ episodes, ...version }));
    },
  }),
  // "Episode VIII", "Episode Five"
  pattern("episodes", {
    begins: "ep",
    expression:
      /(?:episode|ep)[ ._](?:(iii|ii|iv|i|viii|vii|vi|v|ix|x)|(one|two|three|four|five|six|seven|eight|nine|ten))(?![0-9a-z])/y,
    when: "last",
    read: ([, roman, word]) => ({
      episodes: [roman === undefined ? NUMBERS.indexOf(word!) : ROMANS.indexOf(roman)],
    }),
  }),
  // "Part 1 of 10", "Part.1of2"
  pattern("episodes", {
    begins: "par",
    expression: /part[ ._]?(\d{1,2})[ ._]?of[ ._]?\d{1,2}(?![0-9a-z])/y,
    read: ([, episode]) => ({ episodes: [Number(episode)] }),
  }),
  // "5of9", "1 of 6", "(01 of 12)"
  pattern("episodes", {
    begins: "#[odiи] ##[odiи] #~[odiи] ##~[odiи]",
    expression: /(\d{1,2})[ ._]?(?:of|de|из|iz)[ ._]?(\d{1,2})(?![0-9a-z])/y,
    read: ({ 1: episode, 2: count, index }, text) => {
      if (Number(episode) > Number(count) || Number(count) < 2) return undefined;
      // "Title (1999) 1of2"
      const isOfFilm = count === "2" && /\((?:19|20)\d\d\)[ ._-]+\(?$/.test(text.slice(0, index));
      return isOfFilm ? { part: Number(episode) } : { episodes: [Number(episode)] };
    },
  }),
  // "(8.sez.21.ser.iz.23)", "(2.sezon.12.serija.iz.12)", "2. Sezon 5. Bölüm", "2 сезон 1-10 серии из 10"
  pattern("episodes", {
    begins: "#[sс] ##[sс] #~[sс] ##~[sс] #.~[sé] ##.~[sé]",
    expression:
      /(\d{1,2})\.?[ ._]?(?:sez(?:on)?|сез(?:он)?|évad)[ ._,:]{1,2}(\d{1,3})(?:-(\d{1,3}))?\.?[ ._]?(?:ser(?:i[jyi]a?)?|сер(?:ия|ии)?|b[öo]l[üu]m|rész)[ .]?(?:(?:iz|из)[ .]?\d{1,3})?(?![a-zа-я])/y,
    read: ([, season, first, last]) => ({
      seasons: [Number(season)],
      episodes: last === undefined ? [Number(first)] : numbersBetween(Number(first), Number(last)),
    }),
  }),
  // "Part 1 and Part 2"
  pattern("episodes", {
    begins: "par",
    expression: /part[ ._]?(\d{1,2})[ ._](?:and|&|to)[ ._](?:part[ ._]?)?(\d{1,2})(?![0-9a-z])/y,
    read: ([, first, last]) => ({ episodes: numbersBetween(Number(first), Number(last)) }),
  }),
  // "第01話", "第12集", "제1회", "01話", "5회"
  pattern("episodes", {
    begins: "第 제 #+話 #+话 #+集 #+回 #+회 #+화 #+-#",
    expression: /[第제]?(\d{1,4})(?:v\d)?(?:-(\d{1,4}))?[話话集回회화]/y,
    read: ([, first, last]) => ({
      episodes: last === undefined ? [Number(first)] : numbersBetween(Number(first), Number(last)),
    }),
  }),
  pattern("seasons", {
    begins: "第",
    expression: /第([一二三四五六七八九十]|\d{1,2})[季期]/y,
    read: ([, season]) => ({
      seasons: [/\d/.test(season!) ? Number(season) : "一二三四五六七八九十".indexOf(season!) + 1],
    }),
  }),
  tag(
    { show: true },
    `
      complete series, complete collection, the complete series, complete season,
      complete tv series, integrale, intégrale, mini series, full series, season pack,
      all seasons, serie completa, complete mini series, complete seasons, season complete,
      limited series, tv mini series, tv pack, christmas special, holiday special
    `,
    { when: "run" },
  ),
  tag({ show: true }, "miniseries, tv miniseries"),
];

const ORDINALS = ["", "first", "second", "third", "fourth", "fifth", "sixth", "seventh"];
const NUMBERS = ["", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
const ROMANS = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"];
const RANGE: ReadonlySet<string> = new Set([
  "-",
  "--",
  ":",
  "~",
  "à",
  "a",
  "to",
  "thru",
  "through",
]);
const NEXT_SEASON =
  /([ ._,]{0,2})(--|[-~&,+à:]|to|thru|through|and|a(?=[ ._]))?([ ._]{0,2})(s|seasons?[ ._])?(\d{1,2})(?![0-9]|[a-df-rt-z]|s(?!\d)|bit|[話话集回회화])/y;
/** What tells that a number at the start is the title's: a year, an episode or an id as libraries write them. */
const OF_LIBRARY = /[ ._(](?:19|20)\d\d(?:[ ._)]|$)|s\d{1,3}e\d|[{[](?:tmdb|tvdb|imdb|edition)/;

/** "Title Episode 1 - The Name (1999)": a film's, for an episode has its year, if any, before its number. */
const OF_FILM = /episode[ ._][1-9](?=[ ._-]{1,3}[a-z])[^()]*[ ._(](?:19|20)\d\d(?![^). ])/y;

/** Behind "S01 - 06": seasons, not an episode. */
const ALL_OF_THEM = /[ ._]complete(?![a-z])/y;
const FIRST_EPISODE = /[ ._-]?e(\d{1,4})(?!\d)/y;
const NEXT_CAPITULO = /[ _-](\d{3,4})(?!\d)/y;
const SPACED_RANGE = /[ _]-[ _](\d{2,4})(?=[\])]|(?![^]))/y;
const SEASON_BEHIND = /[ ._]s(\d{4})(?!\d)/y;
