/**
 * Writes a file whole or not at all, also over a program that is running just now: `bytes`, or those of the file of that
 * path.
 */
export async function replaceFile(
  path: string,
  { bytes, mode }: { readonly bytes: Uint8Array | string; readonly mode: number },
): Promise<void> {
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
