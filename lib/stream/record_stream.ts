import type { FailedRecord } from "../record/mod.ts";

/** Records that travel together: what one chunk of stdin held, or up to 256 walked files. */
export type Batch<T> = readonly T[];

/** A stream of records. Read single ones with {@linkcode records}. */
export interface RecordStream<T> extends ReadableStream<Batch<T | FailedRecord>> {
  /** Sends the records through a stage; one in the wrong place does not compile. */
  pipeThrough<Out>(link: Link<T, Out>, options?: StreamPipeOptions): RecordStream<Out>;
  /** Sends the batches through any other transform, such as an encoder; a link is none. */
  pipeThrough<Chunk>(
    pair: ReadableWritablePair<Chunk, Batch<T | FailedRecord>> & { readonly accepts?: never },
    options?: StreamPipeOptions,
  ): ReadableStream<Chunk>;
}

/** A stage as part of a pipeline: takes `In` records, gives `Out` records, lets failed ones by. */
export interface Link<In, Out> {
  /** What comes out. */
  readonly readable: RecordStream<Out>;
  /** What goes in. */
  readonly writable: WritableStream<Batch<In | FailedRecord>>;
  /** Never set: makes TypeScript compare `In`, which it does not for what a stream is written, so that order counts. */
  readonly accepts?: (record: In) => void;
}

/** A stream of `all`: as one batch, or where they come one by one, some hundred in each. */
export function fromRecords<T extends object>(
  all: Iterable<T> | AsyncIterable<T>,
): RecordStream<T> {
  const batches = Symbol.asyncIterator in all ? toBatches(all) : [[...all]];
  return ReadableStream.from<Batch<T>>(batches) as RecordStream<T>;
}

/** Records of a batch, where the source gives them one by one. */
const SIZE = 256;

async function* toBatches<T>(all: AsyncIterable<T>): AsyncGenerator<Batch<T>> {
  let batch: T[] = [];
  for await (const record of all) {
    if (batch.push(record) < SIZE) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** The single records of a stream, in order. */
export async function* records<T>(stream: RecordStream<T>): AsyncGenerator<T | FailedRecord> {
  for await (const batch of stream) yield* batch;
}

/** All records of a stream. */
export async function collect<T>(stream: RecordStream<T>): Promise<(T | FailedRecord)[]> {
  const all: (T | FailedRecord)[] = [];
  for await (const record of records(stream)) all.push(record);
  return all;
}
