import type { ParsedName } from "../record/mod.ts";
import { escapeControls } from "../text/mod.ts";
import type { Claim, Explanation } from "./explain.ts";

/** How {@linkcode renderExplanation} writes. */
export interface RenderOptions {
  /** Whether the terminal shows colours: a claim and its span in the name then have the same one. */
  readonly color: boolean;
}

/** Cyan, yellow, green, magenta, blue, red: neighbours never look alike. */
const COLORS = [36, 33, 32, 35, 34, 31];
const FAINT = 2;
const BOLD = 1;

/**
 * Two lines for a person at a terminal: the name, and under it the title and what each rule claimed of the name, then what
 * did not count and why. Ends in a line feed.
 */
export function renderExplanation(parsed: ParsedName, { color }: RenderOptions): string {
  const { name, claims } = parsed.explain as Explanation;
  const paint = (text: string, code: number) => {
    const safe = escapeControls(text);
    return color ? `\x1b[${code}m${safe}\x1b[0m` : safe;
  };
  const counting = claims.filter(({ status }) => status === "counts");
  let line = "";
  let at = 0;
  counting.forEach(({ start, end }, index) => {
    line += escapeControls(name.slice(at, start));
    line += paint(name.slice(start, end), colorOf(index));
    at = end;
  });
  line += escapeControls(name.slice(at));
  const parts = [
    paint(
      `${parsed.kind} ${parsed.title === undefined ? "without a title" : `"${parsed.title}"`}`,
      BOLD,
    ),
    ...counting.map(({ property, text }, index) => paint(`${property} ${text}`, colorOf(index))),
    ...claims.filter(({ status }) => status !== "counts").map((claim) =>
      paint(toReason(claim), FAINT)
    ),
  ];
  return `${line}\n  ${parts.join(" · ")}\n`;
}

function colorOf(index: number): number {
  return COLORS[index % COLORS.length]!;
}

function toReason({ property, text, to }: Claim): string {
  return to === undefined
    ? `not ${property} ${text}: an ordinary word here`
    : `not ${property} ${text}: part of ${to}`;
}
