import { assertEquals } from "@std/assert";
import type { Provider, ProviderContext } from "../../../lib/enrich/mod.ts";

/** What a provider is tried with. */
export interface ProviderCase {
  /** All that it needs. */
  readonly context: ProviderContext;
  /** A film or show that it knows under this title. */
  readonly known: {
    readonly kind: "movie" | "episode";
    readonly title: string;
    readonly year: number;
  };
}

/** What every provider that searches promises. */
export async function testProvider(
  provider: Provider,
  { context, known: { kind, title, year } }: ProviderCase,
): Promise<void> {
  const query = { kinds: [kind], titles: [title], year };
  assertEquals(provider.isReady(context), true);
  assertEquals(provider.isReady({}), false, "it cannot work with nothing");

  const found = await provider.search!(query, context);
  const candidate = found.find((each) => each.title === title && each.year === year);
  assertEquals(candidate?.provider, provider.name);
  assertEquals(candidate?.kind, kind);
  assertEquals(new Set(found.map(({ key }) => key)).size, found.length, "keys are its own");

  const byId = await provider.lookup!(candidate!.ids, { kinds: [kind], context });
  assertEquals(byId?.key, candidate!.key, "it finds by id what it found by title");
  const other = kind === "movie" ? "episode" : "movie";
  const wrongKind = await provider.lookup!(candidate!.ids, { kinds: [other], context });
  assertEquals(wrongKind?.key === candidate!.key, false, "a film is no show");

  assertEquals(await provider.search!({ ...query, titles: ["zzqx vvkw"] }, context), []);
  assertEquals(await provider.search!({ ...query, titles: [] }, context), []);
  assertEquals(
    await provider.lookup!({ tmdb: 999_999_999 }, { kinds: [kind], context }),
    undefined,
  );
}
