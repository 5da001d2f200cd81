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
 * Three lines for a person at a terminal: the name; under it the title and what each claim took of the name, then what did
 * not count and why; and why the other fields are as they are. Ends in a line feed.
 */
export function renderExplanation(parsed: ParsedName, { color }: RenderOptions): string {
  const { name, claims, notes } = parsed.explain as Explanation;
  const paint = (text: string, code: number) => {
    const safe = escapeControls(text);
    return color ? `\x1b[${code}m${safe}\x1b[0m` : safe;
  };
  const counting = claims.filter(({ status }) => status === "counts");
  const codeOf = (claim: Claim) =>
    claim.property === "title" ? BOLD : colorOf(counting.indexOf(claim));
  let line = "";
  let at = 0;
  for (const claim of counting) {
    // A title may go on over a tag in its midst.
    if (claim.start < at) continue;
    line += escapeControls(name.slice(at, claim.start));
    line += paint(name.slice(claim.start, claim.end), codeOf(claim));
    at = claim.end;
  }
  line += escapeControls(name.slice(at));
  const title = parsed.title === undefined ? "without a title" : `"${parsed.title}"`;
  const parts = [
    paint(`${parsed.kind} ${title}`, BOLD),
    ...counting.filter(({ property }) => property !== "title").map((claim) =>
      paint(`${claim.property} ${claim.text}`, codeOf(claim))
    ),
    // Of two rules that say the same of the same word only one counts, which is no news.
    ...claims.filter(({ status, text, to }) => status !== "counts" && text !== to).map((claim) =>
      paint(toReason(claim), FAINT)
    ),
  ];
  const reasons = new Map<string, string[]>();
  for (const { property, why } of notes) {
    const field = property === "confidence" ? `confidence ${parsed.confidence}` : property;
    reasons.set(why, [...reasons.get(why) ?? [], field]);
  }
  const last = [...reasons].map(([why, fields]) => `${fields.join(", ")}: ${why}`).join(" · ");
  return `${line}\n  ${parts.join(" · ")}\n  ${paint(last, FAINT)}\n`;
}

function colorOf(index: number): number {
  return COLORS[index % COLORS.length]!;
}

function toReason({ property, text, to }: Claim): string {
  return to === undefined
    ? `not ${property} ${text}: an ordinary word here`
    : `not ${property} ${text}: part of ${to}`;
}
