import { assertEquals } from "@std/assert";
import type { EnrichedRecord, FileRecord, ParsedRecord } from "../../lib/record/mod.ts";
import {
  collect,
  encodeNdjson,
  fromRecords,
  joinLinks,
  type Link,
  records,
  type RecordStream,
} from "../../lib/stream/mod.ts";

// What must not compile is marked: a mark on a line that does compile is an error itself, and fails this file.

const scan = (): RecordStream<FileRecord> => fromRecords([{ file: { path: "/a.mkv" } }]);
const parse = () => new TransformStream() as unknown as Link<FileRecord, ParsedRecord>;
const enrich = () => new TransformStream() as unknown as Link<ParsedRecord, EnrichedRecord>;

Deno.test("Link takes stages in their order, and gives records or bytes", async () => {
  const all: RecordStream<EnrichedRecord> = scan().pipeThrough(parse()).pipeThrough(enrich());
  for await (const record of records(all)) {
    if (record.errors === undefined) assertEquals(record.match, undefined);
  }
  const one: Link<FileRecord, EnrichedRecord> = joinLinks(parse(), enrich());
  assertEquals((await collect(scan().pipeThrough(one))).length, 1);
  const bytes: ReadableStream<Uint8Array> = scan().pipeThrough(encodeNdjson());
  assertEquals((await Array.fromAsync(bytes)).length, 1);
});

Deno.test("Link does not compile before its input is made", () => {
  // @ts-expect-error Property 'parsed' is missing in type 'FileRecord'
  scan().pipeThrough(enrich());
  // @ts-expect-error The same
  scan().pipeThrough(joinLinks(enrich(), parse()));
});

Deno.test("Link does not compile with a field that is none", async () => {
  for await (const record of records(scan())) {
    // @ts-expect-error Property 'flie' comes from an index signature
    assertEquals(record.flie, undefined);
  }
});
