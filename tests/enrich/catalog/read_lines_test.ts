import { assertEquals } from "@std/assert";
import { join } from "@std/path";
import { readLines } from "../../../lib/enrich/catalog/read_lines.ts";
import { makeFolder } from "../../make_folder.ts";

Deno.test("readLines() has closed its file when its reader stops early", async () => {
  using folder = makeFolder();
  const text = new Blob(["a line\n".repeat(200_000)]);
  const forms = {
    plain: text.stream(),
    gzipped: text.stream().pipeThrough(new CompressionStream("gzip")),
  };
  for (const [name, form] of Object.entries(forms)) {
    const path = join(folder.path, name);
    Deno.writeFileSync(path, new Uint8Array(await new Response(form).arrayBuffer()));
    for (let time = 0; time < 20; time++) {
      for await (const line of readLines(path)) {
        assertEquals(line, { number: 1, text: "a line" });
        break;
      }
      assertEquals(countOpen(path), 0);
    }
  }
});

/** How often this process has the file open. Where the system does not say so, the sanitizer of resources does. */
function countOpen(path: string): number {
  if (Deno.build.os !== "linux") return 0;
  const open = [...Deno.readDirSync("/proc/self/fd")].map(({ name }) => `/proc/self/fd/${name}`);
  return open.filter((link) => {
    try {
      return Deno.readLinkSync(link) === path;
    } catch {
      return false; // of the listing itself
    }
  }).length;
}
