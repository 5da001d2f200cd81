/** What a file system lets a name hold, and how long it may be. */
export interface TargetFs {
  /** Runs of signs that no name may hold, with the space that readers expect around a colon. */
  readonly forbidden: RegExp;
  /** Names that are kept for devices, whatever extension follows. */
  readonly reserved: RegExp | undefined;
  /** UTF-16 units of a whole path. */
  readonly maxPath: number;
}

/**
 * What none may hold but POSIX may, and Windows' devices.
 *
 * Source: https://learn.microsoft.com/windows/win32/fileio/naming-a-file
 */
const FORBIDDEN = / ?: |[:|/\\]+|["?*<>{}]/g;
const RESERVED = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?= *(?:\.|$))/i;

/** A kind of file system that names can be made for, as `--target-fs` takes it. */
export type TargetFsName = "portable" | "windows" | "posix";

/** Every kind of file system that names can be made for. */
export const TARGET_FILE_SYSTEMS: Readonly<Record<TargetFsName, TargetFs>> = {
  /** Any that servers use, as long as no path of Windows leads there. */
  portable: { forbidden: FORBIDDEN, reserved: RESERVED, maxPath: Infinity },
  /** Source of the length: https://learn.microsoft.com/windows/win32/fileio/maximum-file-path-limitation */
  windows: { forbidden: FORBIDDEN, reserved: RESERVED, maxPath: 259 },
  /** Servers read braces as tags on each. */
  posix: { forbidden: /\/+|[{}]/g, reserved: undefined, maxPath: Infinity },
};

/** The choices of `--target-fs`. */
export const TARGET_FS_NAMES = Object.keys(TARGET_FILE_SYSTEMS) as TargetFsName[];
