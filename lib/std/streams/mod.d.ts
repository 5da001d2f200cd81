/** Cuts text into lines, without their ends. */
export class TextLineStream extends TransformStream<string, string> {
  constructor(options?: { allowCR?: boolean });
}
/** All that the stream gives, as text. */
export function toText(stream: ReadableStream): Promise<string>;
