import { foldTitle } from "../../text/mod.ts";
import { type Cache, type CacheEntry, LONGEST_AGE } from "./cache.ts";

/** Which answers are meant: those for which all that is given holds. */
export interface Selection {
  /** Such as `tmdb`. */
  readonly provider?: string | undefined;
  /** Words that stand in the question or in a title of the answer, in any case. */
  readonly title?: string | undefined;
  /** Whether only those that are outdated, at `now` in milliseconds. */
  readonly expired?: boolean;
  readonly now: number;
}

/** The answers that are meant, in the order of their keys. */
export async function* selectEntries(
  cache: Cache,
  { provider, title, expired = false, now }: Selection,
): AsyncGenerator<CacheEntry> {
  const wanted = title === undefined ? "" : ` ${foldTitle(title)} `;
  for await (const entry of cache.list()) {
    if (provider !== undefined && entry.key.service !== provider) continue;
    if (expired && !isOutdated(entry, now)) continue;
    if (
      wanted !== "" && !readTexts(entry).some((text) => ` ${foldTitle(text)} `.includes(wanted))
    ) {
      continue;
    }
    yield entry;
  }
}

function isOutdated({ fetchedAt, expiresAt }: CacheEntry, now: number): boolean {
  return expiresAt <= now || fetchedAt + LONGEST_AGE <= now;
}

/** What was typed into a search, and the titles at the head of the answer. */
function readTexts({ key: { address }, value }: CacheEntry): string[] {
  const [, search = ""] = address.split("?");
  const parameters = new URLSearchParams(search);
  const typed = [parameters.get("query") ?? parameters.get("q")].filter((text) => text !== null);
  return [...typed, ...readTitles(value)];
}

const TITLES = ["title", "name", "original_title", "original_name"];

/** Of the thing itself; a search is known by what was typed. */
function readTitles(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  return TITLES.map((name) => (value as Record<string, unknown>)[name])
    .filter((text) => typeof text === "string");
}
