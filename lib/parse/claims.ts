import type { Match } from "./find_matches.ts";
import type { Rejected } from "./resolve.ts";
import type { Tokens } from "./tokenize.ts";

/** What rules made of a name. */
export interface Claims {
  readonly tokens: Tokens;
  /** Those that count, in order, none over another. */
  readonly matches: readonly Match[];
  /** Those that do not, only where they are asked for. */
  readonly rejected: Rejected | undefined;
  /** Where the name ends without what was added behind it. */
  readonly end: number;
  /** A number without a mark was found by where it stands. */
  readonly hasPlaced: boolean;
}
