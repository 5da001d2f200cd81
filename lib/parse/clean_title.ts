/** Single letters with dots between them are an acronym: "S.H.I.E.L.D.", "M.A.S.H". */
const ACRONYM = /(?<![\p{L}\p{N}])(?:\p{L}\.){2,}(?:\p{L}(?![\p{L}\p{N}])\.?)?/gu;

const EDGES = /^[\s._\-–—,:;~|+/\\#)\]}】」]+|[\s._\-–—,:;~|+/\\#([{【「]+$/g;

/**
 * Text between tags as a person would write it: `.` and `_` are spaces where the name has no others, acronyms keep
 * their dots, and what separated it from its neighbours is cut off.
 */
export function cleanTitle(raw: string): string {
  let text = raw;
  if (text.includes("_")) text = text.replaceAll("_", " ");
  const trimmed = text.trim();
  if (text.includes(".")) {
    if (!trimmed.includes(" ")) {
      text = text.replace(ACRONYM, (match) => match.replaceAll(".", "\0") + " ").replaceAll(
        ".",
        " ",
      )
        .replaceAll("\0", ".");
    }
  }
  const keepsDot = /(?:\.\p{L}|\b(?:Jr|Sr|Mr|Mrs|Dr|Vol|vs|Bros|Co))\.\s*$/u.test(text) ||
    /\.\.\.\s*$/.test(text);
  text = text.replace(EDGES, "").replace(/\s+/g, " ");
  if (keepsDot && !text.endsWith(".")) text += raw.trimEnd().endsWith("...") ? "..." : ".";
  return text;
}
