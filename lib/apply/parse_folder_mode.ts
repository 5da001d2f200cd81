import { UsageError } from "../record/mod.ts";
import type { FolderMode } from "./folders.ts";

/**
 * Reads what the flags say of new folders: permissions in octal (`775`, `2775`), and the owner by number (`1000:1000`).
 *
 * @throws {UsageError} where either is not that
 */
export function parseFolderMode(
  { chmod, chown }: { readonly chmod?: string | undefined; readonly chown?: string | undefined },
): FolderMode {
  if (chmod !== undefined && !/^[0-7]{3,4}$/.test(chmod)) {
    throw new UsageError(
      `--chmod takes permissions in octal, such as 775, but was given "${chmod}"`,
    );
  }
  const [, uid, gid] = /^(\d{1,9})(?::(\d{1,9}))?$/.exec(chown ?? "") ?? [];
  if (chown !== undefined && uid === undefined) {
    throw new UsageError(`--chown takes numbers, such as 1000:1000, but was given "${chown}"`);
  }
  return {
    ...(chmod === undefined ? {} : { mode: parseInt(chmod, 8) }),
    ...(uid === undefined ? {} : { uid: Number(uid) }),
    ...(gid === undefined ? {} : { gid: Number(gid) }),
  };
}
