import type { Cache } from "./cache.ts";

/** Puts `near` in front of `far`: what was used lately is given without a look at the far one. */
export function createNearCache(near: Cache, far: Cache): Cache {
  return {
    ...far,
    async get(key) {
      const known = await near.get(key);
      if (known !== undefined) return known;
      const found = await far.get(key);
      if (found !== undefined) near.set(key, found);
      return found;
    },
    set(key, reply) {
      near.set(key, reply);
      far.set(key, reply);
    },
    remove(key) {
      near.remove(key);
      far.remove(key);
    },
  };
}
