/** The options of {@linkcode parseArgs} that Shelve uses. */
export interface ParseOptions {
  alias?: Record<string, string | string[]>;
  boolean?: string[];
  string?: string[];
  collect?: string[];
  /** Called with each flag that no list names; `false` leaves it out of the result. */
  unknown?: (arg: string, key?: string, value?: unknown) => unknown;
}
/** Flags by name; arguments stand in `_`, what followed `--` too. */
export interface Args {
  _: (string | number)[];
  // deno-lint-ignore no-explicit-any
  [flag: string]: any;
}
export function parseArgs(args: string[], options?: ParseOptions): Args;
