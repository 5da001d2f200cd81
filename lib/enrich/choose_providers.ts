import { UsageError } from "../record/mod.ts";
import { type Provider, PROVIDERS } from "./providers/mod.ts";

/** What the user asked for, and what there is. */
export interface ProviderWishes {
  /** Names, in the order in which they shall be asked. */
  readonly names?: readonly string[] | undefined;
  /** Whether nothing may be asked over the network. */
  readonly offline: boolean;
  /** Whether there is a catalog. */
  readonly hasCatalog: boolean;
  /** Whether there is a key for TMDB. */
  readonly hasKey: boolean;
}

/**
 * The providers to ask, in order. Unless they are named: ids in names and NFO files, the catalog,
 * TMDB where there is a key, and TVmaze, which needs none, where there is a key or no catalog. So a
 * catalog alone works without a network.
 *
 * @throws {UsageError} for a name that is none, or a provider that cannot work
 */
export function chooseProviders(wishes: ProviderWishes): readonly Provider[] {
  const { names, offline, hasCatalog, hasKey } = wishes;
  if (names === undefined) {
    const isOnline = !offline && (hasKey || !hasCatalog);
    return PROVIDERS.filter((provider) => provider.offline || isOnline);
  }
  return names.map((name) => {
    const provider = PROVIDERS.find((each) => each.name === name);
    if (provider === undefined) {
      const known = PROVIDERS.map((each) => each.name).join(", ");
      throw new UsageError(`There is no provider "${name}": choose from ${known}`);
    }
    if (offline && !provider.offline) throw new UsageError(`${name} does not work with --offline`);
    if (name === "tmdb" && !hasKey) {
      throw new UsageError("tmdb needs your key: set TMDB_TOKEN or TMDB_API_KEY");
    }
    if (name === "catalog" && !hasCatalog) {
      throw new UsageError("catalog needs --catalog DB: build one with catalog build");
    }
    return provider;
  });
}
