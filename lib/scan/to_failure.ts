import { type FailedRecord, type MediaFile, StageError } from "../record/mod.ts";
import { failRecord } from "../stream/mod.ts";
import { describeCause } from "../text/mod.ts";

/** What a failed record says of a file: its path, and what else is known. */
export type KnownFile = Pick<MediaFile, "path"> & Partial<MediaFile>;

/** A record for what could not be read. With `isLink` it is a link, and what it leads to could not. */
export function toFailure(
  file: KnownFile,
  cause: Error,
  { isLink = false }: { readonly isLink?: boolean } = {},
): FailedRecord {
  return failRecord({ v: 1, file }, "scan", toStageError(file.path, { cause, isLink }));
}

function toStageError(
  path: string,
  { cause, isLink }: { readonly cause: Error; readonly isLink: boolean },
): StageError {
  const fail = (code: "not_found" | "not_readable" | "unrepresentable_name", why: string) =>
    new StageError(code, `Cannot read "${path}": ${why}`, { cause });
  if (!path.isWellFormed()) return fail("unrepresentable_name", "its name is no valid Unicode");
  if (cause instanceof Deno.errors.NotFound || cause instanceof Deno.errors.NotADirectory) {
    // Deno writes U+FFFD for bytes that are no UTF-8, and then cannot find what bears such a name.
    return path.includes("\uFFFD")
      ? fail("unrepresentable_name", "its name is no valid UTF-8")
      : fail("not_found", isLink ? "it is a link to what is not there" : "it is not there");
  }
  return fail("not_readable", describeCause(cause));
}
