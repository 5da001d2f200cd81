import { type DayUse, USES } from "./cache.ts";

/** Sums of what became of questions, a row a day, service and endpoint. */
export interface UseTable {
  /** Adds to a row. */
  add(use: DayUse): void;
  /** All rows, in order. */
  list(): DayUse[];
}

/** Begins with no rows. */
export function createUseTable(): UseTable {
  const rows = new Map<string, { -readonly [Name in keyof DayUse]: DayUse[Name] }>();
  return {
    add(use) {
      const key = `${use.day} ${use.service} ${use.endpoint}`;
      const row = rows.get(key);
      if (row === undefined) rows.set(key, { ...use });
      else for (const name of USES) row[name] += use[name];
    },
    list: () => [...rows].sort(([a], [b]) => a < b ? -1 : 1).map(([, row]) => row),
  };
}
