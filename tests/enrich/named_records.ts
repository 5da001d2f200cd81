import { enrich, type EnrichOptions } from "../../lib/enrich/mod.ts";
import type { EnrichedRecord, Match, ParsedName, ParsedRecord } from "../../lib/record/mod.ts";
import { collect, fromRecords, isFailed } from "../../lib/stream/mod.ts";

/** What a name says, and where the file lies if that matters. */
export type Given = Partial<ParsedName> & { readonly path?: string };

/** The record of a film, unless it says otherwise. */
export function toRecord({ path = "/in/file.mkv", ...parsed }: Given): ParsedRecord {
  return { file: { path }, parsed: { kind: "movie", confidence: 1, ...parsed } };
}

/** What `enrich` makes of records. */
export async function match(given: readonly Given[], options: EnrichOptions): Promise<Match[]> {
  const out = await collect(fromRecords(given.map(toRecord)).pipeThrough(enrich(options)));
  return out.map((record) => {
    if (isFailed(record)) throw new Error(record.errors[0].message);
    return (record as EnrichedRecord).match;
  });
}
