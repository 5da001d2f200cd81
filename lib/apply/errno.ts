import { type ErrorCode, StageError } from "../record/mod.ts";

/** What the system's reasons mean for a record. Source: errno(3) of the Linux man-pages. */
const REASONS: Readonly<Record<string, readonly [ErrorCode, string]>> = {
  EACCES: ["permission_denied", "permission was denied"],
  EBUSY: ["io_error", "it is in use"],
  EDQUOT: ["disk_full", "the quota is used up"],
  EEXIST: ["target_exists", "the target exists"],
  EFBIG: ["unsupported", "the file is too large for the file system"],
  EINVAL: ["unsupported", "the file system does not take it"],
  EIO: ["io_error", "the device reports an error"],
  EISDIR: ["target_exists", "a folder stands in its place"],
  ELOOP: ["unsafe_target", "the path leads round in circles"],
  EMFILE: ["io_error", "too many files are open"],
  EMLINK: ["unsupported", "the file has as many names as it can"],
  ENAMETOOLONG: ["name_too_long", "the name is too long"],
  ENFILE: ["io_error", "too many files are open"],
  ENODEV: ["io_error", "the device is gone"],
  ENOENT: ["source_missing", "it is not there"],
  ENOSPC: ["disk_full", "the disk is full"],
  ENOSYS: ["unsupported", "the file system cannot do it"],
  ENOTDIR: ["target_exists", "a file stands where a folder is needed"],
  ENOTEMPTY: ["target_exists", "the folder is not empty"],
  ENXIO: ["io_error", "the device is gone"],
  EOPNOTSUPP: ["unsupported", "the file system cannot do it"],
  EPERM: ["permission_denied", "the operation is not permitted"],
  EROFS: ["read_only", "the file system is read-only"],
  ESTALE: ["io_error", "the network share has lost the file"],
  ETIMEDOUT: ["io_error", "the network share does not answer"],
  EXDEV: ["cross_device", "source and target are on different devices"],
};

/** Numbers for which Deno gives no name. */
const NUMBERS: Readonly<Record<string, string>> = {
  "38": "ENOSYS",
  "95": "EOPNOTSUPP",
  "116": "ESTALE",
  "122": "EDQUOT",
};

/** The system's name for what went wrong, such as `EXDEV`; an empty string where there is none. */
export function errnoOf(error: unknown): string {
  if (!(error instanceof Error)) return "";
  const { code } = error as { code?: unknown };
  if (typeof code === "string") return code;
  const number = /\(os error (\d+)\)/.exec(error.message)?.[1];
  return number === undefined ? "" : NUMBERS[number] ?? "";
}

/** `error` as the reason why a record fails; `what` is what could not be done: `Cannot move "a" to "b"`. */
export function toStageError(error: unknown, what: string): StageError {
  if (error instanceof StageError) return error;
  const reason = REASONS[errnoOf(error)];
  if (reason !== undefined) {
    return new StageError(reason[0], `${what}: ${reason[1]}`, { cause: error });
  }
  if (error instanceof Deno.errors.NotCapable) {
    return new StageError("permission_denied", `${what}: Deno was not allowed to`, {
      cause: error,
    });
  }
  const why = error instanceof Error ? error.message : String(error);
  return new StageError(errnoOf(error) === "" ? "internal" : "io_error", `${what}: ${why}`, {
    cause: error,
  });
}
