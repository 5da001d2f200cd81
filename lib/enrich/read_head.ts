/**
 * The first `bytes` of a file as text; `undefined` where it cannot be read. A byte that is no UTF-8
 * becomes U+FFFD: an NFO is often in an old code page, and only its ASCII counts.
 */
export async function readHead(path: string, bytes: number): Promise<string | undefined> {
  try {
    using file = await Deno.open(path);
    // Most are far smaller than what would be read, and thousands of large buffers take memory.
    const buffer = new Uint8Array(Math.min(bytes, (await file.stat()).size));
    let length = 0;
    while (length < buffer.length) {
      const read = await file.read(buffer.subarray(length));
      if (read === null) break;
      length += read;
    }
    return new TextDecoder().decode(buffer.subarray(0, length));
  } catch {
    return undefined;
  }
}
