import { editDistance } from "../text/mod.ts";

/** The name that `typed` was most likely meant to be, if one is near enough. */
export function suggest(typed: string, names: readonly string[]): string | undefined {
  const limit = Math.max(1, Math.floor(typed.length / 3));
  const near = names
    .map((name) => ({
      name,
      distance: name.startsWith(typed) && typed.length > 1
        ? 0.5
        : editDistance(typed.toLowerCase(), name, limit),
    }))
    .filter(({ distance }) => distance <= limit)
    .sort((a, b) => a.distance - b.distance);
  return near[0]?.name;
}
