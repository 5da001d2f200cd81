import { isAscii } from "../text/mod.ts";

/**
 * The form in which two paths are equal if some file system takes them for one: NFC, and letters
 * without case, one for one as NTFS, exFAT and SMB compare them (so "ß" is not "ss", but both small
 * sigmas are one).
 */
export function foldPath(path: string): string {
  if (isAscii(path)) return path.toLowerCase();
  let folded = "";
  for (const letter of path.normalize("NFC")) {
    const upper = letter.toUpperCase();
    folded += (upper.length === letter.length ? upper : letter).toLowerCase();
  }
  return folded.normalize("NFC");
}
