/** Bytes that one value of Deno KV takes (65,536), with room for what stands beside it. */
const LARGEST = 65_000;
/** Bytes of an unpacked value; a forged one could be a thousand times as large as it lies there. */
const LARGEST_UNPACKED = 16 * 1024 * 1024;
/** First byte: what the rest is. */
const [PLAIN, DEFLATED] = [0, 1];

/**
 * JSON as bytes that Deno KV takes as one value: deflated where it must be. `null` where even that
 * is too large; the longest-running daily shows are.
 */
export async function packValue(value: unknown): Promise<Uint8Array | null> {
  const json = new TextEncoder().encode(JSON.stringify(value));
  if (json.length < LARGEST) return withMark(PLAIN, json);
  if (json.length > LARGEST_UNPACKED) return null;
  const packed = await readAll(pipe(json, new CompressionStream("deflate-raw")));
  return packed !== undefined && packed.length < LARGEST ? withMark(DEFLATED, packed) : null;
}

/** What {@linkcode packValue} packed; `undefined` for anything else. */
export async function unpackValue(bytes: Uint8Array): Promise<unknown> {
  try {
    const rest = new Uint8Array(bytes.subarray(1));
    const json = bytes[0] === DEFLATED
      ? await readAll(pipe(rest, new DecompressionStream("deflate-raw")))
      : rest;
    return json === undefined ? undefined : JSON.parse(new TextDecoder().decode(json));
  } catch {
    return undefined;
  }
}

function withMark(mark: number, bytes: Uint8Array): Uint8Array {
  const marked = new Uint8Array(bytes.length + 1);
  marked[0] = mark;
  marked.set(bytes, 1);
  return marked;
}

function pipe(
  bytes: Uint8Array<ArrayBuffer>,
  through: CompressionStream | DecompressionStream,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new Blob([bytes]).stream().pipeThrough(through);
}

/** All bytes of a stream; `undefined` where they are too many. */
async function readAll(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  for await (const chunk of stream) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > LARGEST_UNPACKED) return undefined;
  }
  return await new Blob(chunks).bytes();
}
