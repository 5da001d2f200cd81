import type { MediaFile, ReplacedFile } from "../record/mod.ts";

/** Folder in a library for what gave way to a better file. */
const TRASH = ".shelve-trash";

/**
 * What gives way with the video of `file`: itself, then the sidecars that bear its name; each goes to
 * the trash of `library` under the path that it has in there. Pictures of the folder stay.
 */
export function toReplacedFiles(
  file: MediaFile,
  { library, stem }: { readonly library: string; readonly stem: string },
): readonly ReplacedFile[] {
  const base = library === "/" ? "" : library;
  const own = (file.sidecars ?? []).filter(({ path }) =>
    path.startsWith(`${stem}.`) || path.startsWith(`${stem}-`)
  );
  return [file, ...own].map(({ path, size, mtime, ino }) => ({
    path,
    trash: `${base}/${TRASH}${path.slice(base.length)}`,
    ...(size === undefined ? {} : { size }),
    ...(mtime === undefined ? {} : { mtime }),
    ...(ino === undefined ? {} : { ino }),
  }));
}
