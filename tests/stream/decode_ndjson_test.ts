import { assert, assertEquals, assertMatch } from "@std/assert";
import fc from "fast-check";
import type { MediaRecord } from "../../lib/record/mod.ts";
import {
  collect,
  decodeNdjson,
  mapRecords,
  type RecordStream,
  toNdjson,
} from "../../lib/stream/mod.ts";
import { cutAt, decode, decodeText, toBytes } from "./_streams.ts";

const CASES: readonly { name: string; text: string; records: unknown[] }[] = [
  { name: "one line", text: '{"a":1}\n', records: [{ a: 1 }] },
  { name: "nothing", text: "", records: [] },
  { name: "no last newline", text: '{"a":1}\n{"a":2}', records: [{ a: 1 }, { a: 2 }] },
  { name: "CRLF", text: '{"a":1}\r\n{"a":2}\r\n', records: [{ a: 1 }, { a: 2 }] },
  { name: "a last line that ends in CR", text: '{"a":1}\r', records: [{ a: 1 }] },
  { name: "blank lines", text: '\n\r\n{"a":1}\n \n      \n\t\n', records: [{ a: 1 }] },
  { name: "blanks around", text: '  {"a":1} \n', records: [{ a: 1 }] },
  { name: "a byte order mark", text: '\uFEFF{"a":1}\n', records: [{ a: 1 }] },
  { name: "nothing but a byte order mark", text: "\uFEFF", records: [] },
  { name: "all planes of Unicode", text: '{"a":"é日𝄞"}\n', records: [{ a: "é日𝄞" }] },
  { name: "line separators in a string", text: '{"a":"\u2028"}\n', records: [{ a: "\u2028" }] },
  { name: "half a character, escaped", text: '{"a":"\\ud800"}\n', records: [{ a: "\ud800" }] },
];

for (const { name, text, records } of CASES) {
  Deno.test(`decodeNdjson() reads ${name}`, async () => {
    assertEquals(await decodeText(text), records as MediaRecord[]);
  });
}

const BAD_LINES: readonly { name: string; line: string; code: string; why: RegExp }[] = [
  { name: "what is no JSON", line: "{oops", code: "invalid_json", why: /it is no JSON/ },
  { name: "half a record", line: '{"a":1', code: "invalid_json", why: /it is no JSON/ },
  { name: "two on a line", line: '{"a":1},{"a":2}', code: "invalid_json", why: /it is no JSON/ },
  { name: "a list", line: '[{"a":1}]', code: "invalid_record", why: /it is no JSON object/ },
  { name: "null", line: "null", code: "invalid_record", why: /it is no JSON object/ },
  { name: "a number", line: "1", code: "invalid_record", why: /it is no JSON object/ },
  { name: "a string", line: '"a"', code: "invalid_record", why: /it is no JSON object/ },
  { name: "a late mark", line: "\uFEFF{}", code: "invalid_json", why: /it is no JSON/ },
  {
    name: "deep lists",
    line: `{"a":${"[".repeat(1000)}${"]".repeat(1000)}}`,
    code: "invalid_record",
    why: /nested more than 1000 deep/,
  },
];

const FOREIGN: readonly { name: string; bytes: Uint8Array; advice: RegExp }[] = [
  { name: "gzip", bytes: Uint8Array.of(0x1f, 0x8b, 8, 10, 65, 10), advice: /gunzip$/ },
  { name: "zstd", bytes: Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, 10, 65), advice: /unzstd$/ },
  { name: "UTF-16", bytes: Uint8Array.of(0xff, 0xfe, 65, 0, 10, 0), advice: /iconv/ },
  { name: "what jq spreads", bytes: toBytes('{\n  "a": "b c"\n}\n'), advice: /jq -c \.$/ },
  { name: "a list", bytes: toBytes('[{"a":1},{"a":2}]\n'), advice: /jq -c '\.\[\]'$/ },
  { name: "a spread list", bytes: toBytes('[\n  {\n    "a": 1\n}\n]\n'), advice: /\.\[\]'$/ },
];

for (const { name, bytes, advice } of FOREIGN) {
  Deno.test(`decodeNdjson() tells of ${name} what to do, also where paths are meant`, async () => {
    const records = await decode([bytes], { fromText: (line) => ({ line }) });
    assert(records.length > 0);
    for (const { errors } of records) assertMatch(errors?.[0]?.message ?? "", advice);
  });
}

for (const { name, line, code, why } of BAD_LINES) {
  Deno.test(`decodeNdjson() fails ${name} and goes on`, async () => {
    const [first, failed, last, none] = await decodeText(`{"a":1}\n${line}\n{"a":2}\n`);
    assertEquals([first, last, none], [{ a: 1 }, { a: 2 }, undefined]);
    assertEquals(failed?.["source"], line);
    assertEquals(failed?.errors?.map((error) => [error.stage, error.code]), [["parse", code]]);
    assertMatch(failed?.errors?.[0]?.message ?? "", why);
  });
}

Deno.test("decodeNdjson() takes what is nested up to the limit, whatever strings hold", async () => {
  const deep = "[".repeat(999) + "]".repeat(999);
  const text = `{"a":${deep},"b":"${'\\"[{'.repeat(2000)}"}\n`;
  assertEquals(toNdjson(await decodeText(text)), text);
});

Deno.test("decodeNdjson() fails a line that is no UTF-8, and no other", async () => {
  const bytes = new Uint8Array([
    ...toBytes('{"a":"é"}\n{"a":"'),
    0xe9, // Latin-1
    ...toBytes('"}\n{"a":9007199254740993}\n'),
  ]);
  const [first, failed, last] = await decode([bytes]);
  assertEquals(first, { a: "é" });
  assertEquals(failed?.["source"], '{"a":"\uFFFD"}');
  assertEquals(failed?.errors?.[0]?.code, "invalid_utf8");
  assertEquals(toNdjson([last!]), '{"a":9007199254740993}\n');
});

Deno.test("decodeNdjson() speaks of no line 1, since it knows only the one", async () => {
  const [failed] = await decodeText('{"a":1\n');
  assertMatch(
    failed?.errors?.[0]?.message ?? "",
    /^Cannot read a line: it is no JSON \(.*position 6\)$/,
  );
});

Deno.test("decodeNdjson() reads the same from bytes cut at any two places", async () => {
  const bytes = toBytes('\uFEFF{"a":"é日𝄞"}\r\n\n{"a":12345678901234567890}\r\nx𝄞\n{"b":2}');
  const whole = toNdjson(await decode([bytes]));
  assertMatch(whole, /^{"a":"é日𝄞"}\n{"a":12345678901234567890}\n{"source":"x𝄞",.*\n{"b":2}\n$/);
  for (let one = 0; one <= bytes.length; one++) {
    for (let two = one; two <= bytes.length; two += 7) {
      assertEquals(toNdjson(await decode(cutAt(bytes, [one, two]))), whole);
    }
  }
});

Deno.test("decodeNdjson() reads the same whatever the chunks, also what is wrong", async () => {
  const line = fc.oneof(
    fc.json(),
    fc.dictionary(fc.string(), fc.jsonValue()).map((value) => JSON.stringify(value)),
    fc.bigInt({ min: -(2n ** 80n), max: 2n ** 80n }).map((big) => `{"n":${big},"f":0.50}`),
    fc.double().map((value) => `{"f":${value}}`),
    fc.string({ unit: "binary" }),
    fc.integer({ min: 30, max: 90 }).map((length) => `{"long":"${"é".repeat(length)}"}`),
    fc.constantFrom("", "\r", "\uFEFF{}", '{"__proto__":{"a":1}}', "   ", "/a/{tmdb-1}/b.mkv"),
  ).map((text) => [...toBytes(text.replaceAll("\n", " "))]);
  const broken = fc.uint8Array({ maxLength: 20 }).map((bytes) => [...bytes]);
  const lines = fc.array(fc.oneof({ weight: 6, arbitrary: line }, broken), { maxLength: 8 });
  const property = fc.asyncProperty(
    lines,
    fc.array(fc.nat(600), { maxLength: 12 }),
    fc.boolean(),
    async (all, cuts, asPaths) => {
      const bytes = new Uint8Array(all.flatMap((one) => [...one, 10]).slice(0, -1));
      const options = {
        maxLine: 100,
        ...(asPaths ? { fromText: (path: string) => ({ path }) } : {}),
      };
      const inChunks = await decode(
        cutAt(bytes, cuts.map((at) => at % (bytes.length + 1))),
        options,
      );
      assertEquals(toNdjson(inChunks), toNdjson(await decode([bytes], options)));
    },
  );
  await fc.assert(property, { numRuns: 150 });
});

Deno.test("decodeNdjson() gives a record for each line that holds something", async () => {
  const lines = ['{"a":1}', "oops", "[]", "{", '{"a":"x"}', '{"a":' + "[".repeat(5000)];
  const records = await decodeText(lines.join("\n"), { maxLine: 1000 });
  assertEquals(records.map((record) => record.errors?.[0]?.code), [
    undefined,
    "invalid_json",
    "invalid_record",
    "invalid_json",
    undefined,
    "line_too_long",
  ]);
});

Deno.test("decodeNdjson() gives one batch a chunk, and none for a chunk without an end of line", async () => {
  const chunks = ['{"a":1}\n{"a":2}\n{"a', '":3', "}", '\n{"a":4}\n', "\n", '{"a":5}'].map(toBytes);
  const stream = ReadableStream.from(chunks).pipeThrough(decodeNdjson({ name: "parse" }));
  const batches = await Array.fromAsync(stream as AsyncIterable<unknown>);
  assertEquals(batches, [[{ a: 1 }, { a: 2 }], [{ a: 3 }, { a: 4 }], [{ a: 5 }]]);
});

Deno.test("decodeNdjson() makes no record of a line that a signal has cut", async () => {
  const text = '{"a":1}\n{"b"';
  assertEquals((await decodeText(text)).length, 2);
  assertEquals(await decodeText(text, { signal: AbortSignal.abort() }), [{ a: 1 }]);
});

Deno.test("decodeNdjson() lets the chunk be used again once it is written", async () => {
  const decoder = decodeNdjson({ name: "parse" });
  const out = collect(decoder.readable);
  const writer = decoder.writable.getWriter();
  const buffer = new Uint8Array(4);
  for (const [begin, text] of Object.entries(['{"a"', ":12}", '\n{"b', '":3}'])) {
    buffer.set(toBytes(text));
    await writer.write(buffer.subarray(0, text.length));
    buffer.fill(Number(begin));
  }
  await writer.close();
  assertEquals(await out, [{ a: 12 }, { b: 3 }]);
});

Deno.test("decodeNdjson() keeps a __proto__ key as data", async () => {
  const text = '{"__proto__":{"polluted":true},"a":{"__proto__":1},"n":12345678901234567890}\n';
  const [record] = await decodeText(text);
  assertEquals(Object.keys(record!), ["__proto__", "a", "n"]);
  assertEquals(Object.getPrototypeOf(record), Object.prototype);
  assertEquals(({} as Record<string, unknown>)["polluted"], undefined);
  const copied = mapRecords<MediaRecord, MediaRecord>("parse", (one) => ({ ...one, x: 1 }));
  const stream = ReadableStream.from([[record!]]) as RecordStream<MediaRecord>;
  assertEquals(
    toNdjson(await collect(stream.pipeThrough(copied))),
    text.replace("}\n", ',"x":1}\n'),
  );
});

const NUMBERS: readonly string[] = [
  "0",
  "-7",
  "9007199254740991",
  "9007199254740992",
  "9007199254740993",
  "-9007199254740993",
  "12345678901234567890",
  "123456789012345678901234567890",
  "0.30000000000000004",
  "0.1000000000000000055511151231257827",
  "1.7976931348623157e+308",
  "12.5",
];

Deno.test("decodeNdjson() keeps the digits of each number through a stage", async () => {
  const text = NUMBERS.map((digits) => `{"n":${digits},"in":[{"n":${digits}}]}\n`).join("");
  const decoder = decodeNdjson({ name: "parse" });
  const copied = mapRecords<MediaRecord, MediaRecord>("parse", (record) => ({ ...record }));
  const stream = ReadableStream.from([toBytes(text)]).pipeThrough(decoder) as RecordStream<
    MediaRecord
  >;
  assertEquals(toNdjson(await collect(stream.pipeThrough(copied))), text);
});

Deno.test("decodeNdjson() gives other numbers as numbers, also beside one with many digits", async () => {
  const line = '{"n":9007199254740993,"score":0.50,"season":1e0,"path":"1234567890123456.mkv"}';
  const [record] = await decodeText(line);
  assertEquals([record?.["score"], record?.["season"]], [0.5, 1]);
  assertEquals(typeof record?.["n"], "object"); // no number could hold it
});

Deno.test("decodeNdjson() takes a line up to the limit", async () => {
  const line = '{"a":"é"}'; // 10 bytes
  assertEquals(await decodeText(`${line}\n`, { maxLine: 10 }), [{ a: "é" }]);
  const [failed] = await decodeText(`${line}\n`, { maxLine: 9 });
  assertEquals(failed?.errors?.[0]?.code, "line_too_long");
  assertEquals(failed?.errors?.[0]?.message, "Cannot read a line: it has 10 bytes");
});

Deno.test("decodeNdjson() does not keep a line of 100 MB, and goes on after it", async () => {
  const chunk = new Uint8Array(64 * 1024).fill(97);
  const count = Math.ceil(100e6 / chunk.length);
  let most = 0;
  function* chunks() {
    yield toBytes('{"a":1}\n');
    for (let index = 0; index < count; index++) {
      if (index % 100 === 0) most = Math.max(most, Deno.memoryUsage().external);
      yield chunk;
    }
    yield toBytes('\n{"a":2}\n');
  }
  const before = Deno.memoryUsage().external;
  const [first, failed, last] = await decode(chunks(), { maxLine: 1024 * 1024 });
  assertEquals([first, last], [{ a: 1 }, { a: 2 }]);
  assertEquals(failed?.errors?.[0]?.code, "line_too_long");
  assertEquals(
    failed?.errors?.[0]?.message,
    `Cannot read a line: it has ${count * chunk.length} bytes`,
  );
  assertEquals((failed?.["source"] as string).length, 1000);
  assert(most - before < 50e6, `${most - before} bytes were held`);
});

const PATHS: readonly { line: string; record: unknown }[] = [
  { line: "/films/Heat (1995).mkv", record: { path: "/films/Heat (1995).mkv" } },
  { line: "{tmdb-603} The Matrix.mkv", record: { path: "{tmdb-603} The Matrix.mkv" } },
  { line: "1917", record: { path: "1917" } },
  { line: "null", record: { path: "null" } },
  { line: "[Group] Show - 01.mkv", record: { path: "[Group] Show - 01.mkv" } },
  { line: '  {"a":1}', record: { a: 1 } },
  { line: "{}", record: {} },
  { line: '"/a \\"b\\" \\u00e9.mkv"', record: { path: '/a "b" é.mkv' } },
  { line: '"a" and "b"', record: { path: '"a" and "b"' } },
  { line: '"a".mkv', record: { path: '"a".mkv' } },
];

Deno.test("decodeNdjson() gives what is no JSON object to fromText", async () => {
  const text = ["", "   ", "       ", ...PATHS.map(({ line }) => line)].join("\r\n");
  const records = await decodeText(text, { fromText: (path) => ({ path }) });
  assertEquals(records, PATHS.map(({ record }) => record) as MediaRecord[]);
});

Deno.test("decodeNdjson() fails a broken object also where it takes paths", async () => {
  const [record] = await decodeText('{"a":', { fromText: (path) => ({ path }) });
  assertEquals(record?.errors?.[0]?.code, "invalid_json");
});
