import {
  type EnrichedRecord,
  type FailedRecord,
  type ParsedRecord,
  StageError,
} from "../record/mod.ts";
import { failRecord, type Link, mapRecordsAsync } from "../stream/mod.ts";
import type { Catalog } from "./catalog/mod.ts";
import { createMatcher } from "./matcher.ts";
import type { Order } from "./orders.ts";
import type { Overrides } from "./overrides.ts";
import { type Provider, PROVIDERS, type ReadHead } from "./providers/mod.ts";
import { openServices, type Services } from "./services.ts";
import { createStaleMarks } from "./stale_marks.ts";

/** What {@linkcode enrich} may draw on. */
export interface EnrichOptions {
  /** The offline catalog. */
  readonly catalog?: Catalog | undefined;
  /** Web services; without them nothing is asked over a network. */
  readonly services?: Services | undefined;
  /** Reads the first bytes of an NFO file; without it none is read. */
  readonly readHead?: ReadHead;
  /** What the user has decided once and for all, made with {@linkcode readOverrides}. */
  readonly overrides?: Overrides | undefined;
  /**
   * In which order episodes are numbered, in names and in matches.
   * @default that of the provider that knows the show
   */
  readonly order?: Order | undefined;
  /** Sources of identities, in the order in which they are asked. @default PROVIDERS */
  readonly providers?: readonly Provider[];
  /** Records that are worked on at once. @default 8 */
  readonly concurrency?: number;
}

/**
 * Finds which film or show each record is: adds `match`, with how sure it is and why. A match
 * depends on the record, its folders and what the providers say, never on other records. Where a
 * service cannot be asked, the record fails with a match that is `unavailable`.
 */
export function enrich(
  { catalog, services, readHead, overrides, order, providers = PROVIDERS, concurrency = 8 }:
    EnrichOptions = {},
): Link<ParsedRecord, EnrichedRecord> {
  const stop = new AbortController();
  const web = services === undefined ? {} : openServices(services, stop.signal);
  const stale = createStaleMarks(web);
  const matchRecord = createMatcher(providers.map(stale.watch), {
    ...web,
    ...{ catalog, readHead, overrides, order },
  });
  let reader: AbortSignal | undefined;
  return mapRecordsAsync<ParsedRecord, EnrichedRecord | FailedRecord>(
    "enrich",
    (record, signal) => {
      // One signal for all records: where it aborts, no service is asked any more.
      if (reader === undefined) {
        reader = signal;
        signal.addEventListener("abort", () => stop.abort(signal.reason), { once: true });
      }
      const match = matchRecord(record);
      if (!(match instanceof Promise)) return { ...record, match: stale.mark(match) };
      return match.then(
        (match) => ({ ...record, match: stale.mark(match) }),
        (error) => toUnavailable(record, error),
      );
    },
    { concurrency, waiting: MOST_WAITING },
  ) as Link<ParsedRecord, EnrichedRecord>;
}

/** Records that wait for a slow one before them, which bounds the memory that they take. */
const MOST_WAITING = 1024;

/** Never a guess: the record says that nobody could be asked, and may be sent again. */
function toUnavailable(record: ParsedRecord, error: unknown): FailedRecord {
  if (!(error instanceof StageError)) throw error;
  const match = { status: "unavailable", reasons: [error.code] };
  return failRecord({ ...record, match }, "enrich", error);
}
