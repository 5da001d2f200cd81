/**
 * Reads names of files and releases into their parts.
 *
 * @module
 */
export { parse } from "./parse.ts";
export { parseName } from "./parse_name.ts";
export { parsePath } from "./parse_path.ts";
export type { ParseOptions } from "./read_name.ts";
export { type ExplainOptions, showExplanations } from "./show_explanations.ts";
