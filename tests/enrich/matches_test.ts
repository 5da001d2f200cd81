import { assertEquals } from "@std/assert";
import type { Match, MatchStatus, ParsedName } from "../../lib/record/mod.ts";
import { readCases } from "../read_cases.ts";
import { type Given, match } from "./named_records.ts";
import { makeCatalog } from "./small_catalog.ts";

/** One case of fixtures/matches. */
interface MatchCase {
  readonly parsed: Partial<ParsedName>;
  readonly path?: string;
  readonly expect: { readonly status?: MatchStatus; readonly tmdb?: number | null };
  readonly why: string;
}

function toGiven({ parsed, path }: MatchCase): Given {
  return { ...parsed, ...(path === undefined ? {} : { path }) };
}

const SUITES: readonly { readonly file: string; readonly catalog?: string }[] = [
  { file: "titles.ndjson" },
  { file: "doubts.ndjson", catalog: "doubts_catalog.ndjson" },
];

for (const { file, catalog: rows } of SUITES) {
  const cases = readCases<MatchCase>(`matches/${file}`);
  const lines = rows === undefined
    ? undefined
    : readCases(`matches/${rows}`).map((row) => JSON.stringify(row));

  Deno.test(`enrich() matches all of ${file}`, async (t) => {
    using catalog = await makeCatalog(lines);
    for (const each of cases) {
      await t.step(each.why, async () => {
        const [found] = await match([toGiven(each)], { catalog });
        const { status, ids, reasons } = found!;
        const isAccepted = status === "sure" || status === "likely";
        const answer = { status, tmdb: isAccepted ? ids?.tmdb ?? null : null };
        assertEquals({ ...answer, ...each.expect }, answer, JSON.stringify(found));
        assertEquals(reasons.length > 0, true);
      });
    }
  });

  Deno.test(`enrich() gives the same for ${file} whatever else is in the stream`, async () => {
    using catalog = await makeCatalog(lines);
    const given = cases.map(toGiven);
    const together = await match(given, { catalog });
    const alone: Match[] = [];
    for (const each of given.toReversed()) alone.push(...await match([each], { catalog }));
    assertEquals(together, alone.toReversed());
  });
}
