import { assertEquals, assertStringIncludes } from "@std/assert";
import { parseName, showExplanations } from "../../lib/parse/mod.ts";
import { renderExplanation } from "../../lib/parse/render_explanation.ts";
import type { ParsedRecord } from "../../lib/record/mod.ts";
import { collect, fromRecords } from "../../lib/stream/mod.ts";

const NAME = "The.Danish.Girl.2015.1080p.mkv";

Deno.test("renderExplanation() shows the name, and under it what was claimed and what was not", () => {
  assertEquals(
    renderExplanation(parseName(NAME, { explain: true }), { color: false }),
    "The.Danish.Girl.2015.1080p.mkv\n" +
      '  movie "The Danish Girl" · year 2015 · resolution 1080p · container mkv' +
      " · not languages Danish: an ordinary word here\n" +
      "  kind: a title, and no number of an episode" +
      " · confidence 0.957: + a year, - a title of three or four words\n",
  );
});

Deno.test("renderExplanation() gives a claim and its span one colour", () => {
  const text = renderExplanation(parseName(NAME, { explain: true }), { color: true });
  assertStringIncludes(text, "Girl\x1b[0m.\x1b[33m2015\x1b[0m.");
  assertStringIncludes(text, "\x1b[33myear 2015\x1b[0m");
});

Deno.test("renderExplanation() lets no name steer the terminal", () => {
  const text = renderExplanation(parseName("a\x1b[2Jb.1080p\x07", { explain: true }), {
    color: false,
  });
  assertStringIncludes(text, "a\\u001b[2Jb.1080p\\u0007\n");
});

Deno.test("showExplanations() writes what is explained, and lets the rest travel on", async () => {
  const plain: ParsedRecord = { file: { path: NAME }, parsed: parseName(NAME) };
  const explained = { ...plain, parsed: parseName(NAME, { explain: true }) };
  let written = "";
  const write = (text: string) => void (written += text);
  const out = await collect(
    fromRecords([explained, plain]).pipeThrough(showExplanations({ write, color: false })),
  );
  assertEquals(out, [plain]);
  assertEquals(written, renderExplanation(explained.parsed, { color: false }));
});
