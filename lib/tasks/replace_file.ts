/** What a file is to hold. */
export interface NewContents {
  /** Its bytes, or the path of a file to copy. */
  readonly bytes: Uint8Array | string;
  /** Permissions of the file. */
  readonly mode: number;
}

/** Writes a file whole or not at all, also over a program that is running just now. */
export async function replaceFile(path: string, { bytes, mode }: NewContents): Promise<void> {
  const half = `${path}.tmp`;
  try {
    if (typeof bytes === "string") await Deno.copyFile(bytes, half);
    else await Deno.writeFile(half, bytes);
    await Deno.chmod(half, mode);
    await Deno.rename(half, path);
  } catch (error) {
    await Deno.remove(half).catch(() => {}); // may not be there
    throw error;
  }
}
