import { CONTAINERS } from "./rules/mark.ts";

/** Endings that are also tags of a release: they count as a file's ending only in lower case. */
const ALSO_TAGS: ReadonlySet<string> = new Set(["ts", "divx", "xvid", "sub", "dat", "img", "tp"]);

/** Cuts the file's ending off `name`, if it is one that media files have. */
export function splitExtension(name: string): { stem: string; container?: string } {
  const dot = name.lastIndexOf(".");
  if (dot < 0 || name.length - dot > 8 || name.length - dot < 3) return { stem: name };
  const ending = name.slice(dot + 1);
  const container = ending.toLowerCase();
  if (!CONTAINERS.has(container)) return { stem: name };
  if (ALSO_TAGS.has(container) && ending !== container) return { stem: name };
  return { stem: name.slice(0, dot), container };
}
