import { assertEquals } from "@std/assert";
import type { MediaRecord } from "../../lib/record/mod.ts";
import { failRecord, toNdjson } from "../../lib/stream/mod.ts";
import { decodeText } from "./_streams.ts";

type Change = (record: MediaRecord) => MediaRecord;

const addParsed: Change = (record) => ({ ...record, parsed: { kind: "movie" } });

/** What came in, what a stage does, what goes out. */
const CASES: Readonly<Record<string, readonly [string, Change, string]>> = {
  "what nobody touched, as it was written": [
    '{ "a": 1.10, "b":1e400,"c":"\\u00e9" }',
    (record) => record,
    '{ "a": 1.10, "b":1e400,"c":"\\u00e9" }',
  ],
  "a new key at the end": [
    '{"a":1.10,"b":[1e400]}',
    addParsed,
    '{"a":1.10,"b":[1e400],"parsed":{"kind":"movie"}}',
  ],
  "several new keys, and none that is undefined": [
    '{"a":0.50}\r',
    (record) => ({ ...record, x: undefined, y: null, 'z"': 1 }),
    '{"a":0.50,"y":null,"z\\"":1}',
  ],
  "a new key in an empty record": ["{ }", addParsed, '{ "parsed":{"kind":"movie"}}'],
  "braces and spaces behind the last value": [
    '{"a":"}" }  ',
    addParsed,
    '{"a":"}" ,"parsed":{"kind":"movie"}}',
  ],
  "a key that a stage has changed": [
    '{"a":1.10,"match":null}',
    (record) => ({ ...record, match: { status: "none" } }),
    '{"a":1.1,"match":{"status":"none"}}',
  ],
  "a key that a stage has taken out": [
    '{"a":1.10,"b":2}',
    ({ b: _, ...rest }) => rest,
    '{"a":1.1}',
  ],
  "keys that a stage has put into another order": [
    '{"a":1.10,"b":2}',
    ({ a, ...rest }) => ({ ...rest, a }),
    '{"b":2,"a":1.1}',
  ],
  "a failure": [
    '{"a":1.10}',
    (record) => ({ ...failRecord(record, "plan", "why"), errors: [] }),
    '{"a":1.10,"errors":[]}',
  ],
  "a record that two stages have added to": [
    '{"a":1.10}',
    (record) => ({ ...addParsed(record), plan: 1 }),
    '{"a":1.10,"parsed":{"kind":"movie"},"plan":1}',
  ],
  "a __proto__ key": [
    '{"__proto__":1.10}',
    addParsed,
    '{"__proto__":1.10,"parsed":{"kind":"movie"}}',
  ],
  "an integer for a key, which an object puts before all others": [
    '{"a":1.10}',
    (record) => ({ ...record, 7: true }),
    '{"7":true,"a":1.1}',
  ],
};

for (const [name, [line, change, expected]] of Object.entries(CASES)) {
  Deno.test(`toNdjson() writes, of a record that keeps its line, ${name}`, async () => {
    const [record] = await decodeText(`${line}\n`, { keepsLines: true });
    const text = toNdjson([change(record!)]);
    assertEquals(text, `${expected}\n`);
    JSON.parse(text);
  });
}

Deno.test("toNdjson() writes what a record holds where it keeps no line", async () => {
  const [record] = await decodeText('{ "a": 1.10 }\n');
  assertEquals(toNdjson([record!]), '{"a":1.1}\n');
});
