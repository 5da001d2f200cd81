import { assertEquals } from "@std/assert";
import { createReadHead } from "../../lib/enrich/read_head.ts";

Deno.test("createReadHead() gives the first bytes as text, and nothing for what cannot be read", async () => {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(`${folder}/a`, "<movie>1091</movie>");
    await Deno.writeTextFile(`${folder}/none`, "");
    const readHead = createReadHead();
    const heads = ["a", "none", "missing", "."].map((name) => readHead(`${folder}/${name}`, 7));
    assertEquals(await Promise.all(heads), ["<movie>", "", undefined, undefined]);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
