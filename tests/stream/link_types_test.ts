import { assertEquals, assertStringIncludes } from "@std/assert";

const ROOT = new URL("../../", import.meta.url);

const HEAD = `
import type { EnrichedRecord, FileRecord, ParsedRecord } from "${ROOT}lib/record/mod.ts";
import { collect, encodeNdjson, type Link, records, type RecordStream } from "${ROOT}lib/stream/mod.ts";
import { joinLinks } from "${ROOT}lib/stream/mod.ts";
declare function scan(): RecordStream<FileRecord>;
declare function parse(): Link<FileRecord, ParsedRecord>;
declare function enrich(): Link<ParsedRecord, EnrichedRecord>;
`;

const SNIPPETS: readonly { name: string; code: string; errors: readonly string[] }[] = [
  {
    name: "stages in their order",
    code: `
const all: RecordStream<EnrichedRecord> = scan().pipeThrough(parse()).pipeThrough(enrich());
for await (const record of records(all)) if (record.errors === undefined) console.log(record.match);
const one: Link<FileRecord, EnrichedRecord> = joinLinks(parse(), enrich());
console.log((await collect(scan().pipeThrough(one))).length);`,
    errors: [],
  },
  {
    name: "records to bytes",
    code: "const bytes: ReadableStream<Uint8Array> = scan().pipeThrough(encodeNdjson()); bytes;",
    errors: [],
  },
  {
    name: "a stage whose input is missing",
    code: "scan().pipeThrough(enrich());",
    errors: ["Property 'parsed' is missing in type 'FileRecord'"],
  },
  {
    name: "links joined in the wrong order",
    code: "joinLinks(enrich(), joinLinks(parse(), enrich()));\njoinLinks(parse(), parse());\n" +
      "scan().pipeThrough(joinLinks(enrich(), parse()));",
    errors: ["Property 'parsed' is missing in type 'FileRecord'"],
  },
  {
    name: "a field that is none",
    code: "for await (const record of records(scan())) console.log(record.flie);",
    errors: ["Property 'flie' comes from an index signature"],
  },
];

for (const { name, code, errors } of SNIPPETS) {
  Deno.test(`Link ${errors.length === 0 ? "takes" : "does not compile with"} ${name}`, async () => {
    const file = await Deno.makeTempFile({ suffix: ".ts" });
    try {
      await Deno.writeTextFile(file, HEAD + code);
      const { success, stderr } = await new Deno.Command(Deno.execPath(), {
        args: ["check", "--quiet", "--config", new URL("deno.json", ROOT).pathname, file],
        env: { NO_COLOR: "1" },
      }).output();
      const said = new TextDecoder().decode(stderr);
      assertEquals(success, errors.length === 0, said);
      for (const error of errors) assertStringIncludes(said, error);
    } finally {
      await Deno.remove(file);
    }
  });
}
