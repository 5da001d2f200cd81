import { assertEquals } from "@std/assert";
import { createReadHead } from "../../lib/enrich/read_head.ts";
import { makeFolder } from "../make_folder.ts";

Deno.test("createReadHead() gives the first bytes as text, and nothing for what cannot be read", async () => {
  using folder = makeFolder();
  await Deno.writeTextFile(`${folder.path}/a`, "<movie>1091</movie>");
  await Deno.writeTextFile(`${folder.path}/none`, "");
  const readHead = createReadHead();
  const heads = ["a", "none", "missing", "."].map((name) => readHead(`${folder.path}/${name}`, 7));
  assertEquals(await Promise.all(heads), ["<movie>", "", undefined, undefined]);
});
