import { foldPath } from "./fold_path.ts";

/** The names that the files of one unit bear, as what follows the stem. */
export interface TakenNames {
  /** Takes `names`, unless one of them is taken. */
  take(names: readonly string[]): boolean;
  /** Takes the first of the names that `toNames` makes of the numbers from 1. */
  takeFirst(toNames: (number: number) => readonly string[]): readonly string[];
}

/** Names of which only `first` is taken. */
export function createTakenNames(first: string): TakenNames {
  const keys = new Set<string>([toKey(first)]);
  /** Where to go on counting, so that a thousand equal names take no million steps. */
  const next = new Map<string, number>();

  function take(names: readonly string[]): boolean {
    const wanted = names.map(toKey);
    if (wanted.some((key) => keys.has(key))) return false;
    for (const key of wanted) keys.add(key);
    return true;
  }

  return {
    take,
    takeFirst(toNames) {
      const base = toNames(1).join("\n");
      for (let number = next.get(base) ?? 1;; number++) {
        const names = toNames(number);
        next.set(base, number + 1);
        if (take(names)) return names;
      }
    },
  };
}

/** An `.idx` without its `.sub` must not seem to belong to another's. */
function toKey(name: string): string {
  return foldPath(name).replace(/\.(?:idx|sub)$/, ".idx+sub");
}
