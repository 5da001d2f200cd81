import { plan, type PlannableRecord, type PlanStageOptions } from "../../lib/plan/mod.ts";
import type {
  FailedRecord,
  Match,
  MediaRecord,
  ParsedName,
  PlannedRecord,
  Sidecar,
  SidecarKind,
} from "../../lib/record/mod.ts";
import { collect, fromRecords, isFailed } from "../../lib/stream/mod.ts";

/** A record of a file whose film is known. */
export const movie = (...known: Known): PlannableRecord => toRecord("movie", known);

/** A record of a file whose episode is known. */
export const episode = (...known: Known): PlannableRecord => toRecord("episode", known);

type Known = readonly [path: string, match?: Partial<Match>, parsed?: Partial<ParsedName>];

function toRecord(kind: "movie" | "episode", [path, match, parsed]: Known): PlannableRecord {
  return {
    v: 1,
    file: { path, kind: "video" },
    parsed: { kind, confidence: 1, ...parsed },
    match: { status: "sure", kind, reasons: [], ...match },
  };
}

/** `record` without its match. */
export function withoutMatch({ match: _, ...record }: PlannableRecord): PlannableRecord {
  return record as PlannableRecord;
}

/** `record` with sidecars in the folder of its video, or where they say. */
export function withSidecars(
  record: PlannableRecord,
  ...sidecars: readonly (Partial<Sidecar> & { readonly path: string })[]
): PlannableRecord {
  const folder = record.file.path.slice(0, record.file.path.lastIndexOf("/"));
  return {
    ...record,
    file: {
      ...record.file,
      sidecars: sidecars.map((sidecar) => ({
        kind: kindOf(sidecar.path),
        ...sidecar,
        path: sidecar.path.startsWith("/") ? sidecar.path : `${folder}/${sidecar.path}`,
      })),
    },
  };
}

function kindOf(path: string): SidecarKind {
  if (/\.(?:srt|ass|sub|idx|vtt)$/i.test(path)) return "subtitle";
  if (/\.nfo$/i.test(path)) return "nfo";
  return /\.(?:jpe?g|png|tbn)$/i.test(path) ? "artwork" : "other";
}

/** Blade Runner as a catalog has it. */
export const BLADE_RUNNER: Partial<Match> = {
  title: "Blade Runner",
  year: 1982,
  ids: { tmdb: 78, imdb: "tt0083658" },
};

/** The Office as a catalog has it. */
export const OFFICE: Partial<Match> = {
  title: "The Office",
  year: 2001,
  ids: { tmdb: 2996, tvdb: 78107 },
};

/** Season 1, episode 1 of it. */
export const DOWNSIZE = { season: 1, number: 1, title: "Downsize" };
/** Season 1, episode 2 of it. */
export const WORK = { season: 1, number: 2, title: "Work Experience" };
const THREE = [1, 2, 3].map((number) => ({ season: 1, number }));
const CHRISTMAS = { season: 0, number: 1, title: "Christmas" };

/** A record of each sort that servers want named in a way of its own, by the name that fixtures/plans calls it. */
export const SORTS = {
  movie: movie("/dl/br.mkv", BLADE_RUNNER),
  imdb: movie("/dl/br.mkv", { title: "Heat", year: 1995, ids: { imdb: "tt0113277" } }),
  edition: movie("/dl/br.mkv", BLADE_RUNNER, { editions: ["Final Cut"] }),
  part: movie("/dl/br.avi", BLADE_RUNNER, { part: 2 }),
  piece: movie("/dl/br.avi", BLADE_RUNNER, { part: 1, editions: ["Final Cut"] }),
  trailer: movie("/dl/br-trailer.mp4", BLADE_RUNNER, { extra: "trailer" }),
  deleted: movie("/dl/Tears.mkv", BLADE_RUNNER, { extra: "deleted" }),
  episode: episode("/dl/o.mkv", { ...OFFICE, episodes: [DOWNSIZE] }),
  second: episode("/dl/o2.mkv", { ...OFFICE, episodes: [WORK] }),
  tvdb: episode("/dl/o.mkv", { ...OFFICE, ids: { tvdb: 78107 }, episodes: [DOWNSIZE] }),
  two: episode("/dl/o.mkv", { ...OFFICE, episodes: [DOWNSIZE, WORK] }),
  several: episode("/dl/o.mkv", { ...OFFICE, episodes: THREE }),
  special: episode("/dl/o.mkv", { ...OFFICE, episodes: [CHRISTMAS] }),
  split: episode("/dl/o.mkv", { ...OFFICE, episodes: [DOWNSIZE] }, { part: 1 }),
  date: episode("/dl/o.mkv", { title: "Late Show" }, { date: "2011-11-15", season: 8 }),
  seasonDeleted: episode("/dl/o.mkv", OFFICE, { extra: "deleted", season: 1 }),
  showTrailer: episode("/dl/o-trailer.mp4", OFFICE, { extra: "trailer" }),
  thumb: withSidecars(episode("/dl/o.mkv", { ...OFFICE, episodes: [DOWNSIZE] }), { path: "o.jpg" }),
} satisfies Readonly<Record<string, PlannableRecord>>;

/** The name of one of {@linkcode SORTS}. */
export type Sort = keyof typeof SORTS;

/** A record of a sort that lies at `path`. */
export function at(path: string, sort: Sort): PlannableRecord {
  const record: PlannableRecord = SORTS[sort];
  return { ...record, file: { ...record.file, path } };
}

/** What `plan` makes of records for a library at /media. */
export function planAll(
  input: readonly MediaRecord[],
  options: PlanStageOptions = {},
): Promise<(PlannedRecord | FailedRecord)[]> {
  const records = fromRecords(input as PlannedRecord[]);
  return collect(records.pipeThrough(plan({ library: "/media", ...options })));
}

/** What became of each record: its target, its reason, or its error's code. */
export async function planOutcomes(
  input: readonly MediaRecord[],
  options: PlanStageOptions = {},
): Promise<readonly (string | undefined)[]> {
  return (await planAll(input, options)).map((record) =>
    isFailed(record) ? record.errors[0].code : record.plan.reason ?? record.plan.target
  );
}
