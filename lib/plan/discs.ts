import type { MediaFile } from "../record/mod.ts";
import { foldPath } from "./fold_path.ts";

/** Folders of discs, which are moved as one: nothing else may go into them. */
export interface Discs {
  /** Takes note of `file` if it is one. */
  add(
    file: MediaFile,
    where: { readonly ordinal: number; readonly inLibrary: boolean; readonly target?: string },
  ): void;
  /** Whose disc `path` would lie in. */
  find(path: string): number | undefined;
}

/** No discs yet. */
export function createDiscs(): Discs {
  const folders = new Map<string, number>();
  return {
    add({ kind, path }, { ordinal, inLibrary, target }) {
      if (kind !== "disc") return;
      if (inLibrary) folders.set(foldPath(path), ordinal);
      if (target !== undefined) folders.set(foldPath(target), ordinal);
    },
    find(path) {
      if (folders.size === 0) return undefined;
      const folded = foldPath(path);
      for (let cut = folded.lastIndexOf("/"); cut > 0; cut = folded.lastIndexOf("/", cut - 1)) {
        const ordinal = folders.get(folded.slice(0, cut));
        if (ordinal !== undefined) return ordinal;
      }
    },
  };
}
