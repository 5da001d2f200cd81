import { assertEquals, assertMatch } from "@std/assert";
import { apply } from "../../lib/apply/mod.ts";
import { outcomeOf, Tree } from "./_tree.ts";

/** Takes a folder away as the end of a mount does: the empty one below is still there. Gives what brings it back. */
function unmount(folder: string): () => void {
  Deno.renameSync(folder, `${folder}.away`);
  Deno.mkdirSync(folder);
  return () => {
    Deno.removeSync(folder);
    Deno.renameSync(`${folder}.away`, folder);
  };
}

Deno.test("apply() writes nothing more where the library's disk goes in the midst", async () => {
  using tree = new Tree();
  for (const name of ["a.mkv", "b.mkv"]) tree.write(name, name);
  const [a, b] = ["a.mkv", "b.mkv"].map((name) => tree.record(name, `Films/${name}`));
  const link = apply(tree.options());
  const [writer, reader] = [link.writable.getWriter(), link.readable.getReader()];
  const next = async () => (await reader.read()).value!;
  writer.write([a!]);
  assertEquals((await next()).map(outcomeOf), ["done"]);
  const mount = unmount(tree.library);
  writer.write([b!]);
  const [out] = await next();
  assertEquals(outcomeOf(out!), "outside_library");
  assertMatch(JSON.stringify(out), /not the folder that it was, as where its disk is gone/);
  mount(); // fails if there is anything
  await writer.close();
  await reader.read();
});
