import { type Candidate, compareEpisodes, type Episode } from "../candidate.ts";
import {
  type Fields,
  isObject,
  known,
  toEpisode,
  toImdb,
  toInteger,
  toObjects,
  toText,
  toYear,
} from "../fields.ts";
import type { Requester } from "../request/mod.ts";
import { toTitleKey } from "../title_words.ts";
import type { Provider } from "./provider.ts";
import { toSearchTexts } from "./search_texts.ts";

/**
 * TVmaze: shows only, no key. Its data is CC BY-SA 4.0.
 *
 * Source: https://www.tvmaze.com/api, 20 requests in 10 seconds for each address.
 */
export const TVMAZE: Provider = {
  name: "tvmaze",
  offline: false,
  isReady: ({ tvmaze }) => tvmaze !== undefined,

  async search(query, { tvmaze }) {
    if (!query.kinds.includes("episode")) return [];
    const found = new Map<string, Candidate>();
    for (const text of toSearchTexts(query).slice(0, query.exact ? 1 : MOST_SEARCHES)) {
      for (const candidate of await searchFor(text, tvmaze!)) found.set(candidate.key, candidate);
      const keys = query.titles.map(toTitleKey);
      if ([...found.values()].some(({ title }) => keys.includes(toTitleKey(title)))) break;
      for (const candidate of [...found.values()].slice(0, MOST_DETAILS)) {
        if (candidate.otherTitles !== undefined) continue;
        found.set(candidate.key, await addOtherTitles(candidate, tvmaze!));
      }
    }
    return [...found.values()];
  },

  async searchText(text, { query: { kinds }, context: { tvmaze } }) {
    return kinds.includes("episode") ? await searchFor(text, tvmaze!) : [];
  },

  async lookup({ tvmaze: id, imdb, tvdb }, { kinds, context: { tvmaze } }) {
    if (!kinds.includes("episode")) return undefined;
    if (id !== undefined) return toCandidate(await tvmaze!.get(`/shows/${id}`));
    for (const parameters of [{ imdb }, { thetvdb: tvdb }]) {
      if (Object.values(parameters)[0] === undefined) continue;
      const candidate = toCandidate(await tvmaze!.get("/lookup/shows", parameters));
      if (candidate !== undefined) return candidate;
    }
  },

  async episodes({ ids }, { tvmaze }) {
    const reply = await tvmaze!.get(`/shows/${ids.tvmaze}/episodes`, { specials: 1 });
    const episodes = toObjects(reply).map(readEpisode).filter((episode) => episode !== undefined);
    episodes.sort(compareEpisodes);
    return episodes.length === 0 ? undefined : episodes;
  },

  /** Of its alternate lists that of the DVDs; what it keeps itself is the order of the premieres. */
  async readOrder({ ids }, { order, context: { tvmaze } }) {
    if (order !== "dvd") return undefined;
    const lists = toObjects(await tvmaze!.get(`/shows/${ids.tvmaze}/alternatelists`));
    const id = toInteger(lists.find((list) => list["dvd_release"] === true)?.["id"]);
    if (id === undefined) return undefined;
    const path = `/alternatelists/${id}/alternateepisodes`;
    const rows = toObjects(await tvmaze!.get(path, { embed: "episodes" }));
    return rows.map(toAlternate).filter((episode) => episode !== undefined)
      .sort(compareEpisodes);
  },
};

/** Fields of replies that are read here; all others are dropped before. */
export const TVMAZE_FIELDS: ReadonlySet<string> = new Set([
  ...["show", "id", "name", "premiered", "weight", "externals", "thetvdb", "imdb"],
  ...["network", "webChannel", "country", "code"],
  ...["season", "number", "airdate", "_embedded", "episodes", "dvd_release"],
]);

/** Its name and day stand only with the episode that it stands for, unless they differ. */
function toAlternate(row: Fields): Episode | undefined {
  const embedded = isObject(row["_embedded"]) ? toObjects(row["_embedded"]["episodes"]) : [];
  const own = Object.entries(row).filter(([, value]) => value !== null && value !== "");
  return readEpisode({ ...embedded[0], ...Object.fromEntries(own) });
}

/** Searches for one question, and shows whose other names are read where no name is equal. */
const MOST_SEARCHES = 2;
const MOST_DETAILS = 2;

async function searchFor(text: string, tvmaze: Requester): Promise<Candidate[]> {
  const reply = await tvmaze.get("/search/shows", { q: text });
  return toObjects(reply)
    .map(({ show }) => toCandidate(show))
    .filter((candidate) => candidate !== undefined);
}

async function addOtherTitles(candidate: Candidate, tvmaze: Requester): Promise<Candidate> {
  const akas = await tvmaze.get(`/shows/${candidate.ids.tvmaze}/akas`);
  const otherTitles = toObjects(akas)
    .map(({ name }) => toText(name))
    .filter((name) => name !== undefined);
  return { ...candidate, otherTitles };
}

function toCandidate(show: unknown): Candidate | undefined {
  if (!isObject(show)) return undefined;
  const id = toInteger(show["id"]);
  const title = toText(show["name"]);
  if (id === undefined || title === undefined) return undefined;
  const externals = isObject(show["externals"]) ? show["externals"] : {};
  const country = toCountry(show["network"]) ?? toCountry(show["webChannel"]);
  return {
    provider: "tvmaze",
    key: String(id),
    kind: "episode",
    ids: {
      tvmaze: id,
      ...known({ tvdb: toInteger(externals["thetvdb"]), imdb: toImdb(externals["imdb"]) }),
    },
    title,
    ...known({
      year: toYear(show["premiered"]),
      countries: country === undefined ? undefined : [country],
      votes: toVotes(show["weight"]),
    }),
  };
}

/**
 * TVmaze counts no votes but has a weight of 0 to 100, such that few shows are near the top: taken
 * for the logarithm of a number, so that 22 are eight times as many, and 50 a hundred.
 */
function toVotes(weight: unknown): number | undefined {
  const given = toInteger(weight);
  return given === undefined ? undefined : Math.round(10 ** (Math.min(given, 100) / 25));
}

function toCountry(channel: unknown): string | undefined {
  if (!isObject(channel) || !isObject(channel["country"])) return undefined;
  return toText(channel["country"]["code"]);
}

function readEpisode(
  { season, number, name: title, airdate: airDate }: Fields,
): Episode | undefined {
  return toEpisode({ season, number, title, airDate });
}
