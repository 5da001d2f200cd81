import { FIELDS } from "./fields.ts";
import { FILTERS } from "./filters.ts";

/** What templates may name, a row each: `{field, help, example}` or `{filter, help, example}`. */
export function listFields(): Readonly<Record<string, string>>[] {
  return [
    ...Object.entries(FIELDS).map(([field, { help, example }]) => ({ field, help, example })),
    ...Object.entries(FILTERS).map(([filter, { help, example }]) => ({ filter, help, example })),
  ];
}
