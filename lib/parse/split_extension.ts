import { CONTAINERS } from "./rules/mark.ts";

/** Endings that are also tags of a release: they count as a file's ending only in lower case. */
const ALSO_TAGS: ReadonlySet<string> = new Set(["ts", "divx", "xvid", "sub", "dat", "img", "tp"]);

/** Endings by {@linkcode hashEnding}: to look one up needs no text of its own. */
const ENDINGS: ReadonlyMap<number, string> = new Map(
  [...CONTAINERS].map((container) => [hashEnding(container, 0), container]),
);

/** A name and its ending, in lower case and without the dot. */
interface Split {
  readonly stem: string;
  readonly container: string | undefined;
}

/** Cuts the file's ending off `name`, if it is one that media files have. */
export function splitExtension(name: string): Split {
  // The longest ending has seven letters, the shortest two.
  const first = Math.max(0, name.length - 8);
  let dot = name.length - 1;
  while (dot >= first && name.charCodeAt(dot) !== 46 /* . */) dot--;
  if (dot < first || name.length - dot < 3) return toStem(name);
  const container = ENDINGS.get(hashEnding(name, dot + 1));
  if (container === undefined) return toStem(name);
  if (!name.endsWith(container)) {
    const isCapital = name.slice(dot + 1).toLowerCase() === container;
    if (!isCapital || ALSO_TAGS.has(container)) return toStem(name);
  } else if (name.length - dot - 1 !== container.length) return toStem(name);
  return { stem: name.slice(0, dot), container };
}

function toStem(stem: string): Split {
  return { stem, container: undefined };
}

/** Hash of the letters and digits from `start` on, capitals as small ones. */
function hashEnding(text: string, start: number): number {
  let hash = 0;
  for (let at = start; at < text.length; at++) hash = (hash * 31 + (text.charCodeAt(at) | 32)) | 0;
  return hash;
}
