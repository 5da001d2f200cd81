import type { ParsedName } from "../record/mod.ts";
import { type ParseOptions, readName } from "./read_name.ts";
import { toParsedName } from "./values.ts";

/**
 * Reads the name of a file or release into its parts. Never throws; takes time linear in the name's length. A name of
 * which nothing is left for a title is of kind `unknown`.
 */
export function parseName(name: string, options: ParseOptions = {}): ParsedName {
  const { draft, isMiniSeries } = readName(name, options);
  if (isMiniSeries) draft.season = 1;
  return toParsedName(draft);
}
