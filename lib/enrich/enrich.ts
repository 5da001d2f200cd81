import type { EnrichedRecord, ParsedRecord } from "../record/mod.ts";
import { type Link, mapRecordsAsync } from "../stream/mod.ts";
import type { Catalog } from "./catalog/mod.ts";
import { follow } from "./eventually.ts";
import { Matcher } from "./matcher.ts";
import { type Provider, type ProviderContext, PROVIDERS } from "./providers/mod.ts";

/** What {@linkcode enrich} may draw on. */
export interface EnrichOptions {
  /** The offline catalog; without one only ids in names and NFO files give a match. */
  readonly catalog?: Catalog | undefined;
  /** Reads the first bytes of an NFO file; without it none is read. */
  readonly readHead?: ProviderContext["readHead"];
  /**
   * Sources of identities, in the order in which they are asked.
   * @default PROVIDERS
   */
  readonly providers?: readonly Provider[];
  /**
   * Records that are worked on at once.
   * @default 8
   */
  readonly concurrency?: number;
}

/**
 * Finds which film or show each record is: adds `match`, with how sure it is and why. A match depends on the record, its
 * folders and what the providers say, never on other records.
 */
export function enrich(
  { catalog, readHead, providers = PROVIDERS, concurrency = 8 }: EnrichOptions = {},
): Link<ParsedRecord, EnrichedRecord> {
  const matcher = new Matcher({
    ...(catalog === undefined ? {} : { catalog }),
    ...(readHead === undefined ? {} : { readHead }),
  }, providers);
  return mapRecordsAsync<ParsedRecord, EnrichedRecord>(
    "enrich",
    (record) => follow(matcher.match(record), (match) => ({ ...record, match })),
    { concurrency },
  );
}
