import { SEPARATOR } from "@std/path";

/** `name` in folder `path`, both normal already; either may be empty. Much faster than `join()`. */
export function joinPath(path: string, name: string): string {
  if (name === "") return path;
  if (path === "") return name;
  return prefixOf(path) + name;
}

/** What the paths of all that lies in folder `path` begin with. */
export function prefixOf(path: string): string {
  return path.endsWith(SEPARATOR) ? path : path + SEPARATOR;
}

/** Orders by code unit, which is the same everywhere. */
export function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}
