import { describeCause } from "../../text/mod.ts";

/** A line of a file, and why it cannot be used, if so. */
export interface Line {
  /** From 1. */
  readonly number: number;
  readonly text: string;
  /** Set where the line is longer than any real one; `text` is then empty. */
  readonly isTooLong?: true;
}

/** Characters of a line; the longest real one, a show of many seasons, has some 100,000. */
const LONGEST = 16 * 1024 * 1024;

/**
 * Reads the lines of a file, plain or gzipped, in bounded memory: of a line that is too long only
 * that it is so is kept.
 *
 * @throws {Error} where the file cannot be read or is cut short
 */
export async function* readLines(path: string): AsyncGenerator<Line> {
  let number = 0;
  let isTooLong = false;
  let rest = "";
  try {
    await using file = await openText(path);
    for await (const chunk of file.text) {
      const pieces = (rest + chunk).split("\n");
      rest = pieces.pop()!;
      for (const piece of pieces) yield toLine(piece);
      if (rest.length > LONGEST) {
        isTooLong = true;
        rest = "";
      }
    }
  } catch (error) {
    throw new Error(`Cannot read "${path}": ${describeCause(error as Error)}`);
  }
  if (rest !== "" || isTooLong) yield toLine(rest);

  function toLine(text: string): Line {
    number++;
    if (isTooLong) {
      isTooLong = false;
      return { number, text: "", isTooLong: true };
    }
    return { number, text: text.endsWith("\r") ? text.slice(0, -1) : text };
  }
}

interface OpenText extends AsyncDisposable {
  readonly text: ReadableStream<string>;
}

/** The first bytes tell what is gzipped, whatever the file is called. */
async function openText(path: string): Promise<OpenText> {
  const file = await Deno.open(path);
  const chunks = file.readable[Symbol.asyncIterator]();
  const first = await chunks.next();
  const bytes = ReadableStream.from(readOn());
  const isGzipped = !first.done && first.value[0] === 0x1f && first.value[1] === 0x8b;
  const plain = isGzipped ? bytes.pipeThrough(new DecompressionStream("gzip")) : bytes;
  return {
    text: plain.pipeThrough(new TextDecoderStream()),
    // Who cancels a pipe is not told when its source has closed.
    async [Symbol.asyncDispose]() {
      await chunks.return!();
    },
  };

  async function* readOn(): AsyncGenerator<Uint8Array<ArrayBuffer>> {
    if (first.done) return;
    yield first.value;
    yield* { [Symbol.asyncIterator]: () => chunks };
  }
}
