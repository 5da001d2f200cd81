import { assertEquals } from "@std/assert";
import { parse } from "../../lib/parse/mod.ts";
import type { FileRecord } from "../../lib/record/mod.ts";
import { collect, fromRecords } from "../../lib/stream/mod.ts";

Deno.test("parse() adds what the path says and keeps what it does not know", async () => {
  const record: FileRecord = { file: { path: "/in/Metropolis (1927).mkv" }, mine: 1 };
  const [out] = await collect(fromRecords([record]).pipeThrough(parse()));
  assertEquals(out!["mine"], 1);
  assertEquals((out as { parsed?: { title?: string } }).parsed?.title, "Metropolis");
});

Deno.test("parse() fails a record whose path holds a NUL", async () => {
  const record: FileRecord = { file: { path: "a\0b.mkv" } };
  const [out] = await collect(fromRecords([record]).pipeThrough(parse()));
  assertEquals(out?.errors?.[0]?.code, "invalid_name");
});
