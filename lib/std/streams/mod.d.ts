/** Merges streams into one, each chunk as it comes. */
export function mergeReadableStreams<T>(...streams: ReadableStream<T>[]): ReadableStream<T>;
/** Cuts text into lines, without their ends. */
export class TextLineStream extends TransformStream<string, string> {
  constructor(options?: { allowCR?: boolean });
}
/** All that the stream gives, as text. */
export function toText(stream: ReadableStream): Promise<string>;
