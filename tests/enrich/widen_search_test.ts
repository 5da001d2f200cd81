import { assertEquals } from "@std/assert";
import type { Match } from "../../lib/record/mod.ts";
import { match } from "./named_records.ts";
import { FakeClock } from "./request/fake_clock.ts";

interface Film {
  readonly id: number;
  readonly title: string;
  readonly year: number;
  readonly others?: readonly string[];
}

const FILMS: readonly Film[] = [
  { id: 1, title: "The Silver Lantern", year: 2001 },
  { id: 2, title: "Toy Boy", year: 2019 },
  { id: 3, title: "Box of Rain", year: 1990 },
  { id: 4, title: "The Long Winter", year: 1999, others: ["Der lange Winter", "Zima dolga"] },
  { id: 5, title: "Comet IV", year: 1988 },
];

function toWords(text: string): string[] {
  return text.toLowerCase().split(/[^\p{L}\p{N}]+/u).filter((word) => word !== "");
}

/** A service that wants every word of what is searched for, as TMDB does. */
function answer(input: string | URL | Request): Response {
  const { pathname, searchParams } = new URL(String(input));
  const toRow = ({ id, title, year, others }: Film) => ({
    id,
    title,
    ["release_date"]: `${year}-01-01`,
    ["alternative_titles"]: { titles: others?.map((title) => ({ title })) },
  });
  const film = FILMS.find(({ id }) => pathname === `/movie/${id}`);
  if (film !== undefined) return Response.json(toRow(film));
  const asked = toWords(searchParams.get("query") ?? "");
  const year = Number(searchParams.get("primary_release_year") ?? 0);
  const found = FILMS.filter((film) =>
    (year === 0 || film.year === year) &&
    [film.title, ...film.others ?? []].some((title) =>
      asked.every((word) => toWords(title).includes(word))
    )
  );
  const results = found.map((film) => toRow({ ...film, others: [] }));
  return pathname === "/search/movie"
    ? Response.json({ results })
    : Response.json({}, { status: 404 });
}

async function ask(title: string, year?: number): Promise<Match> {
  const services = {
    clock: new FakeClock(),
    fetch: (input: string | URL | Request) => Promise.resolve(answer(input)),
    tmdb: { token: "t", url: "https://tmdb.test" },
  };
  const [found] = await match([{ title, ...(year === undefined ? {} : { year }) }], { services });
  return found!;
}

const CASES: readonly (readonly [string, string, number | undefined, number | undefined])[] = [
  ["a word that is misspelt", "The Silver Lantren", 2001, 1],
  ["words run together", "TheSilverLantern", 2001, 1],
  ["an article too many", "The Comet IV", 1988, 5],
  ["a number in digits", "Comet 4", 1988, 5],
  ["two titles without a mark", "Zima dolga The Long Winter", 1999, 4],
  ["a word that makes no other", "Tiy Boy", 2019, 2],
  ["a word that others use", "Toy Box", 2019, undefined],
  ["another year", "The Silver Lantren", 1950, undefined],
  ["a sequel that does not exist", "The Silver Lantern 2", 2001, undefined],
];

Deno.test("widenSearch() asks little for a giant or hostile title", async () => {
  for (
    const title of [
      "Lantern ".repeat(5_000),
      "x".repeat(5_000),
      "__proto__",
      "\ud800\u0000",
      "%&?#=/..",
    ]
  ) {
    assertEquals(["none", "ambiguous"].includes((await ask(title, 1999)).status), true, title);
  }
});

Deno.test("widenSearch() finds by parts what the whole title does not find, and nothing else", async (t) => {
  for (const [name, title, year, id] of CASES) {
    await t.step(name, async () => {
      const found = await ask(title, year);
      const accepted = found.status === "sure" || found.status === "likely";
      assertEquals(accepted ? found.ids?.tmdb : undefined, id, JSON.stringify(found));
    });
  }
});
