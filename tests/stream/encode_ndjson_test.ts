import { assert, assertEquals, assertMatch } from "@std/assert";
import type { MediaRecord } from "../../lib/record/mod.ts";
import { encodeNdjson, toNdjson } from "../../lib/stream/mod.ts";
import { fromBatches } from "./_streams.ts";

Deno.test("encodeNdjson() gives one chunk a batch, and none for an empty one", async () => {
  const stream = fromBatches<MediaRecord>([[{ a: 1 }, { a: "é\n" }], [], [{ a: 3 }]]);
  const chunks = await Array.fromAsync(stream.pipeThrough(encodeNdjson()));
  assertEquals(chunks.map((chunk) => new TextDecoder().decode(chunk)), [
    '{"a":1}\n{"a":"é\\n"}\n',
    '{"a":3}\n',
  ]);
});

Deno.test("toNdjson() escapes what would be no UTF-8", () => {
  assertEquals(toNdjson([{ a: "\ud800" }]), '{"a":"\\ud800"}\n');
});

const LOOP: Record<string, unknown> = { a: 1 };
LOOP["self"] = LOOP;

for (const [name, record] of Object.entries({ "a loop": LOOP, "a BigInt": { a: 1n } })) {
  Deno.test(`toNdjson() writes a line also for a record that holds ${name}`, () => {
    const lines = toNdjson([{ a: 1 }, record, { a: 2 }]).split("\n");
    assertEquals([lines[0], lines[2], lines[3]], ['{"a":1}', '{"a":2}', ""]);
    const { errors } = JSON.parse(lines[1]!);
    assertEquals(errors.length, 1);
    assertEquals(errors[0].code, "invalid_record");
    assertMatch(errors[0].message, /^Cannot write a record: /);
  });
}

Deno.test("toNdjson() leaves out fields that are undefined", () => {
  const text = toNdjson([{ a: undefined, b: null }]);
  assertEquals(text, '{"b":null}\n');
  assert(toNdjson([]) === "");
});
