import { type FailedRecord, type MediaFile, StageError } from "../record/mod.ts";
import { failRecord } from "../stream/mod.ts";

/** What a failed record says of a file: its path, and what else is known. */
export type KnownFile = Pick<MediaFile, "path"> & Partial<MediaFile>;

/** A record for what could not be read. */
export function toFailure(file: KnownFile, cause: Error): FailedRecord {
  return failRecord({ v: 1, file }, "scan", toStageError(file.path, cause));
}

function toStageError(path: string, cause: Error): StageError {
  const fail = (code: "not_found" | "not_readable" | "unrepresentable_name", why: string) =>
    new StageError(code, `Cannot read "${path}": ${why}`, { cause });
  if (!path.isWellFormed()) return fail("unrepresentable_name", "its name is no valid Unicode");
  if (cause instanceof Deno.errors.NotFound || cause instanceof Deno.errors.NotADirectory) {
    // Deno writes U+FFFD for bytes that are no UTF-8, and then cannot find what bears such a name.
    return path.includes("\uFFFD")
      ? fail("unrepresentable_name", "its name is no valid UTF-8")
      : fail("not_found", "it is not there");
  }
  return fail("not_readable", describeCause(cause));
}

/** Why something could not be read, as the end of a sentence. */
export function describeCause(cause: Error): string {
  const known = CAUSES.find(([type]) => cause instanceof type);
  if (known !== undefined) return known[1];
  const why = cause.message.replace(/ \(os error.*$/s, "");
  return why.charAt(0).toLowerCase() + why.slice(1);
}

const CAUSES: readonly (readonly [type: new () => Error, why: string])[] = [
  [Deno.errors.NotFound, "it is not there"],
  [Deno.errors.PermissionDenied, "permission denied"],
  [Deno.errors.NotCapable, "Deno was not given --allow-read for it"],
  [Deno.errors.FilesystemLoop, "its symbolic links lead in a circle"],
  [Deno.errors.IsADirectory, "it is a folder"],
];
