import type { Claims } from "./claims.ts";
import type { Match } from "./find_matches.ts";
import type { Rejected } from "./resolve.ts";

/** One claim on a span of the name. */
export interface Claim {
  readonly property: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly status: "counts" | "lost" | "outside";
  /** Text of the claim that it lost to. */
  readonly to?: string;
}

/** What `parsed.explain` holds. */
export interface Explanation {
  /** The name as it was read: without the file's ending. */
  readonly name: string;
  /** By where they stand in it. */
  readonly claims: readonly Claim[];
}

/** Which rule claimed which span of `name`, and what it lost to; `outside` stands where it is an ordinary word. */
export function explain(
  { tokens: { name }, matches }: Claims,
  rejected: Rejected,
): Explanation {
  const claims = [
    ...matches.map((match) => toClaim(name, match, "counts")),
    ...rejected.lost.map(({ match, to }) => ({
      ...toClaim(name, match, "lost"),
      to: name.slice(to.start, to.end),
    })),
    ...rejected.outside.map((match) => toClaim(name, match, "outside")),
  ];
  return { name, claims: claims.sort((a, b) => a.start - b.start || b.end - a.end) };
}

function toClaim(name: string, { rule, start, end }: Match, status: Claim["status"]): Claim {
  return { property: rule.property, start, end, text: name.slice(start, end), status };
}
