import { openServices } from "../../../lib/enrich/services.ts";
import type { ProviderContext } from "../../../lib/enrich/mod.ts";
import { FakeClock } from "../request/fake_clock.ts";

/** Replies by path and query, as they come behind the service's address. */
export type Replies = Readonly<Record<string, unknown>>;

/** Both web services, with replies that are given; anything else is not found. Gives also what was asked. */
export function fakeServices(
  replies: Replies,
): { readonly context: ProviderContext; readonly asked: string[] } {
  const asked: string[] = [];
  const context = openServices({
    clock: new FakeClock(),
    tmdb: { url: "https://tmdb.test", token: "t", rate: 1000 },
    tvmaze: { url: "https://tvmaze.test", rate: 1000 },
    fetch: (input) => {
      const url = new URL(String(input));
      for (const name of ["language", "include_adult"]) url.searchParams.delete(name);
      const address = url.pathname + decodeURIComponent(url.search);
      asked.push(address);
      const isSearch = url.pathname.startsWith("/search/");
      const nothing = url.hostname === "tmdb.test" ? { results: [] } : [];
      const reply = replies[address] ?? (isSearch ? nothing : undefined);
      return Promise.resolve(
        reply === undefined
          ? Response.json({ success: false, status_code: 34 }, { status: 404 })
          : Response.json(reply),
      );
    },
  }, new AbortController().signal);
  return { context, asked };
}
