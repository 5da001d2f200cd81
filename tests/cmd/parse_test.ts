import { assertEquals } from "@std/assert";
import { runCommand } from "./_run.ts";

/** Runs `parse` with no permission at all. */
async function run(
  args: readonly string[],
  input = "",
): Promise<{ code: number; lines: Parsed[] }> {
  const { code, records } = await runCommand("parse", { args, input, permissions: [] });
  return { code, lines: records };
}

interface Parsed {
  readonly parsed?: {
    readonly title?: string;
    readonly kind: string;
    readonly explain?: { claims: unknown[] };
  };
  readonly errors?: readonly { readonly code: string }[];
  readonly [field: string]: unknown;
}

Deno.test("parse reads bare paths, a line each", async () => {
  const { code, lines } = await run([], "Metropolis (1927).mkv\nThe.Prisoner.S01E02.mkv\n");
  assertEquals(code, 0);
  assertEquals(lines.map(({ parsed }) => [parsed?.kind, parsed?.title]), [
    ["movie", "Metropolis"],
    ["episode", "The Prisoner"],
  ]);
});

Deno.test("parse reads records and lets unknown fields travel on", async () => {
  const record = { v: 1, file: { path: "/in/Metropolis (1927).mkv" }, mine: [1] };
  const { lines } = await run([], JSON.stringify(record) + "\n");
  assertEquals(lines[0]?.["mine"], [1]);
  assertEquals(lines[0]?.parsed?.title, "Metropolis");
});

Deno.test("parse takes names as arguments", async () => {
  const { lines } = await run(["Metropolis (1927).mkv", "The.Prisoner.S01E02.mkv"]);
  assertEquals(lines.map(({ parsed }) => parsed?.title), ["Metropolis", "The Prisoner"]);
});

Deno.test("parse --explain says which rule claimed what", async () => {
  const { lines } = await run(["--explain", "Metropolis.1927.1080p.mkv"]);
  assertEquals(lines[0]?.parsed?.explain?.claims, [
    { property: "title", start: 0, end: 10, text: "Metropolis", status: "counts", by: "place" },
    { property: "year", start: 11, end: 15, text: "1927", status: "counts", by: "words" },
    { property: "resolution", start: 16, end: 21, text: "1080p", status: "counts", by: "words" },
    { property: "container", start: 22, end: 25, text: "mkv", status: "counts", by: "place" },
  ]);
});

Deno.test("parse fails a record whose path holds a NUL, and goes on", async () => {
  const input = '{"file":{"path":"a\\u0000b.mkv"}}\n{"file":{"path":"Metropolis (1927).mkv"}}\n';
  const { code, lines } = await run([], input);
  assertEquals(code, 1);
  assertEquals(lines[0]?.errors?.[0]?.code, "invalid_name");
  assertEquals(lines[1]?.parsed?.title, "Metropolis");
});
