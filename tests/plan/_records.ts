import type { Match, ParsedName, Sidecar, SidecarKind } from "../../lib/record/mod.ts";
import type { PlannableRecord } from "../../lib/plan/mod.ts";

/** A record of a file whose film is known. */
export function movie(
  path: string,
  match: Partial<Match> = {},
  parsed: Partial<ParsedName> = {},
): PlannableRecord {
  return {
    v: 1,
    file: { path, kind: "video" },
    parsed: { kind: "movie", confidence: 1, ...parsed },
    match: { status: "sure", kind: "movie", reasons: [], ...match },
  };
}

/** A record of a file whose episode is known. */
export function episode(
  path: string,
  match: Partial<Match> = {},
  parsed: Partial<ParsedName> = {},
): PlannableRecord {
  return {
    v: 1,
    file: { path, kind: "video" },
    parsed: { kind: "episode", confidence: 1, ...parsed },
    match: { status: "sure", kind: "episode", reasons: [], ...match },
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
