import { assertEquals, assertThrows } from "@std/assert";
import { chooseProviders, type ProviderWishes } from "../../lib/enrich/choose_providers.ts";

const NOTHING: ProviderWishes = { offline: false, hasCatalog: false, hasKey: false };
const OFFLINE = ["name", "nfo", "catalog"];
const ALL = [...OFFLINE, "tmdb", "tvmaze"];

const CASES: readonly (readonly [string, Partial<ProviderWishes>, readonly string[]])[] = [
  ["nothing", {}, ALL],
  ["a catalog", { hasCatalog: true }, OFFLINE],
  ["a key", { hasKey: true }, ALL],
  ["both", { hasKey: true, hasCatalog: true }, ALL],
  ["both, offline", { hasKey: true, hasCatalog: true, offline: true }, OFFLINE],
  ["nothing, offline", { offline: true }, OFFLINE],
  ["names", { names: ["tvmaze", "nfo"] }, ["tvmaze", "nfo"]],
];

Deno.test("chooseProviders() takes what works with what there is", () => {
  for (const [name, wishes, expected] of CASES) {
    const chosen = chooseProviders({ ...NOTHING, ...wishes }).map((provider) => provider.name);
    assertEquals(chosen, expected, name);
  }
});

Deno.test("chooseProviders() refuses what cannot work", () => {
  for (const names of [["x"], ["tmdb"], ["catalog"], [""], ["constructor"]]) {
    assertThrows(() => chooseProviders({ ...NOTHING, names }), TypeError);
  }
  assertThrows(() => chooseProviders({ ...NOTHING, names: ["tvmaze"], offline: true }), TypeError);
});
