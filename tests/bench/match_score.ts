/**
 * How well `enrich` chooses: feeds a corpus of names whose right answer is known through the real stage.
 *
 *     deno run -A tests/bench/match_score.ts CATALOG.db CORPUS.ndjson… [--list] [--cat=NAME] [--absent]
 *     deno run -A tests/bench/match_score.ts --tmdb=URL [--tvmaze=URL] CORPUS.ndjson… [the same]
 *
 * A line of the corpus is `{id, path, parsed, cat, expect: {kind, tmdb_id?, imdb_id?, tvdb_id?}}`; `expect.kind` is `none`
 * where no answer is right. Prints a table by `cat`; with `--list` also every wrong answer and every miss. `--absent` hides
 * the right answer from each case, so that every answer is wrong. With a URL a service is asked instead of a catalog: of
 * TVmaze only what is said to be an episode.
 */
import {
  type AskCounts,
  type Candidate,
  enrich,
  openCatalog,
  type Provider,
  PROVIDERS,
  type Services,
} from "../../lib/enrich/mod.ts";
import { follow } from "../../lib/enrich/eventually.ts";
import type { EnrichedRecord, Match, ParsedName, ParsedRecord } from "../../lib/record/mod.ts";
import { collect, fromRecords } from "../../lib/stream/mod.ts";

interface Case {
  readonly path: string;
  readonly parsed: ParsedName & { readonly episode?: number };
  readonly cat: string;
  readonly expect: Readonly<Record<string, unknown>>;
}

interface Tally {
  all: number;
  positives: number;
  right: number;
  wrong: number;
  sureWrong: number;
}

function newTally(): Tally {
  return { all: 0, positives: 0, right: 0, wrong: 0, sureWrong: 0 };
}

function toRecord({ path, parsed: { episode, ...parsed } }: Case): ParsedRecord {
  const episodes = episode === undefined ? {} : { episodes: [episode] };
  return { file: { path }, parsed: { ...parsed, ...episodes, confidence: 1 } };
}

/** A row whose TMDB id is made up is told by its other ids. */
function isRight({ ids = {} }: Pick<Match, "ids">, { expect }: Case): boolean {
  if (expect["kind"] === "none") return false;
  const known = (["tmdb", "imdb", "tvdb"] as const).find((name) =>
    ids[name] !== undefined && expect[`${name}_id`] !== undefined
  );
  return known !== undefined && ids[known] === expect[`${known}_id`];
}

function say(line: string): void {
  // deno-lint-ignore no-console -- This is what the bench is for.
  console.log(line);
}

const flags = Deno.args.filter((arg) => arg.startsWith("--"));
const readFlag = (name: string) =>
  flags.find((flag) => flag.startsWith(`--${name}=`))?.slice(name.length + 3);
const [tmdbUrl, tvmazeUrl, only] = [readFlag("tmdb"), readFlag("tvmaze"), readFlag("cat")];
const isOnline = tmdbUrl !== undefined || tvmazeUrl !== undefined;
const corpora = Deno.args.filter((arg) => !arg.startsWith("--"));
const catalog = isOnline ? undefined : openCatalog(corpora.shift() ?? "");
const counts: Record<string, AskCounts> = {};
const services: Services = {
  fetch,
  counts,
  ...(tmdbUrl === undefined ? {} : { tmdb: { token: "none", url: tmdbUrl, rate: 10_000 } }),
  ...(tvmazeUrl === undefined ? {} : { tvmaze: { url: tvmazeUrl, rate: 10_000 } }),
};
const cases: Case[] = corpora
  .flatMap((path) => Deno.readTextFileSync(path).trim().split("\n"))
  .map((line) => JSON.parse(line) as Case)
  .filter(({ cat, parsed }) =>
    (only === undefined || cat === only) &&
    (!isOnline || tmdbUrl !== undefined || parsed.kind === "episode")
  );

const absent = flags.includes("--absent");
let current: Case | undefined;
const isShown = ({ ids }: Candidate) => !isRight({ ids }, current!);
const hide = (found: readonly Candidate[]) => found.filter(isShown);
const providers: Provider[] = PROVIDERS.map(({ search, searchText, lookup, ...provider }) => ({
  ...provider,
  ...(search && { search: (query, context) => follow(search(query, context), hide) }),
  ...(searchText && { searchText: async (text, options) => hide(await searchText(text, options)) }),
  ...(lookup && {
    lookup: (ids, options) =>
      follow(lookup(ids, options), (found) => found && isShown(found) ? found : undefined),
  }),
}));
providers.unshift({
  name: "case",
  offline: true,
  isReady: () => true,
  readIds({ file }) {
    current = casesByPath.get(file.path);
    return undefined;
  },
});
const casesByPath = new Map(cases.map((each) => [each.path, each]));
const begun = performance.now();
const out = await collect(
  fromRecords(cases.map(toRecord)).pipeThrough(
    enrich({
      catalog,
      ...(isOnline ? { services } : {}),
      ...(absent ? { providers, concurrency: 1 } : {}),
    }),
  ),
);
const seconds = (performance.now() - begun) / 1000;
catalog?.close();

const total = newTally();
const byCategory = new Map<string, Tally>();
for (const [index, each] of cases.entries()) {
  const { match } = out[index] as EnrichedRecord;
  const accepted = match.status === "sure" || match.status === "likely";
  const positive = each.expect["kind"] !== "none" && !absent;
  const right = accepted && positive && isRight(match, each);
  const tally = byCategory.get(each.cat) ?? newTally();
  byCategory.set(each.cat, tally);
  for (const sum of [tally, total]) {
    sum.all++;
    if (positive) sum.positives++;
    if (right) sum.right++;
    else if (accepted) sum.wrong++;
    if (accepted && !right && match.status === "sure") sum.sureWrong++;
  }
  if (flags.includes("--list") && (right ? false : accepted || positive)) {
    const first = match.candidates?.slice(0, 3)
      .map(({ title, year, score }) => `${title} (${year}) ${score}`).join(" | ");
    const verdict = accepted ? `WRONG ${match.status}` : `MISS ${match.status}`;
    const wanted = positive
      ? `${each.expect["title"] ?? each.expect["name"]} (${each.expect["year"]})`
      : "none";
    say(`${verdict} [${each.cat}] ${each.path}\n   ${JSON.stringify(each.parsed)}`);
    say(`   wanted: ${wanted}; ${match.reasons.join(" ")}; ${first ?? "no candidates"}`);
  }
}

const percent = (part: number, whole: number) =>
  whole === 0 ? "-" : (100 * part / whole).toFixed(2);
say("category            all  positive  right  wrong  recall  sure+wrong");
for (const [name, sum] of [...[...byCategory].sort(), ["ALL", total] as const]) {
  say(
    name.padEnd(18) + [sum.all, sum.positives, sum.right, sum.wrong].map((n) =>
      String(n).padStart(6)
    ).join(" ") +
      percent(sum.right, sum.positives).padStart(9) + String(sum.sureWrong).padStart(6),
  );
}
say(
  `accepted and wrong ${percent(total.wrong, total.all)} % of all, right and accepted ` +
    `${percent(total.right, total.positives)} % of positives, sure and wrong ` +
    `${percent(total.sureWrong, total.all)} %; ${Math.round(cases.length / seconds)} names/s`,
);
if (isOnline) say(JSON.stringify(counts));
