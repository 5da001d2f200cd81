import { assertEquals } from "@std/assert";
import { walk } from "@std/fs";
import { fromFileUrl, relative } from "@std/path";

const ROOT = fromFileUrl(new URL("..", import.meta.url));

/** What a folder of lib/ that is no stage may import of the others; a stage may import {@linkcode STAGE}. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  record: [],
  text: [],
  std: [],
  stream: ["record"],
  cli: ["stream", "text", "record"],
};
const STAGE = ["stream", "text", "record"];
/** May wire anything: what is run by hand, and what the package exports. */
const WIRES = ["cmd", "lib/tasks", "mod.ts"];

/** `import … from "x"`, `export … from "x"`, `import "x"`, `import("x")`. */
const IMPORT =
  /^(?:import|export)\s[\w\s{},*]*?\bfrom\s*"([^"]+)"|^import\s*"([^"]+)"|\bimport\("([^"]+)"\)/gm;

/** What `code` imports. */
function findImports(code: string): string[] {
  // A line of a comment may look like an import.
  const lines = code.replace(/^\s*(\/\/|\*|\/\*\*?).*$/gm, "");
  return [...lines.matchAll(IMPORT)].map(([, ...found]) => found.find((one) => one !== undefined)!);
}

/** The folder that a rule is about: `lib/parse` for all in it and below, `cmd`, or the file itself. */
function toFolder(path: string): string {
  const [top = "", second = ""] = path.split("/");
  return top === "lib" ? `lib/${second}` : path.includes("/") ? top : path;
}

/** Why `path` must not import `specifier`, or nothing. */
function findFault(path: string, specifier: string): string | undefined {
  const folder = toFolder(path);
  if (!specifier.startsWith(".")) {
    const isOutside = /^(@std\/|node:)/.test(specifier);
    return isOutside || folder === "lib/std" ? undefined : "is neither @std, node: nor ours";
  }
  const target = new URL(specifier, `file:///${path}`).pathname.slice(1);
  const file = target.split("/").at(-1)!;
  const isNear =
    target.split("/").slice(0, -1).join("/") === path.split("/").slice(0, -1).join("/");
  if (file.startsWith("_") && !isNear) return "is for its own folder only";
  if (target === "deno.json") return folder === "lib/cli" ? undefined : "is read by lib/cli";
  const other = toFolder(target);
  if (other === folder) return;
  if (!other.startsWith("lib/")) return "does not lie in lib/";
  if (file !== "mod.ts") return "is not the face of its folder";
  if (WIRES.includes(folder)) return;
  const allowed = ALLOWED[folder.slice("lib/".length)] ?? STAGE;
  return allowed.includes(other.slice("lib/".length)) ? undefined : "runs the wrong way";
}

async function* findModules(): AsyncGenerator<string> {
  yield `${ROOT}mod.ts`;
  for (const top of ["lib", "cmd"]) {
    for await (const { path } of walk(`${ROOT}${top}`, { includeDirs: false })) {
      if (path.endsWith(".ts")) yield path;
    }
  }
}

Deno.test("Imports run one way", async () => {
  const faults: string[] = [];
  let count = 0;
  for await (const path of findModules()) {
    const name = relative(ROOT, path);
    for (const specifier of findImports(await Deno.readTextFile(path))) {
      count++;
      const fault = findFault(name, specifier);
      if (fault !== undefined) faults.push(`${name}: "${specifier}" ${fault}`);
    }
  }
  assertEquals(faults, []);
  assertEquals(count > 100, true, `only ${count} imports were found`);
});

const EDGES: readonly [path: string, specifier: string, fault: string | undefined][] = [
  ["cmd/plan.ts", "../lib/cli/mod.ts", undefined],
  ["cmd/apply.ts", "../lib/plan/mod.ts", undefined],
  ["cmd/apply.ts", "../lib/plan/plan.ts", "is not the face of its folder"],
  ["cmd/apply.ts", "./plan.ts", undefined],
  ["lib/cli/main.ts", "../stream/mod.ts", undefined],
  ["lib/cli/main.ts", "../parse/mod.ts", "runs the wrong way"],
  ["lib/cli/version.ts", "../../deno.json", undefined],
  ["lib/plan/plan.ts", "../../deno.json", "is read by lib/cli"],
  ["lib/plan/plan.ts", "../record/mod.ts", undefined],
  ["lib/plan/plan.ts", "../text/mod.ts", undefined],
  ["lib/plan/plan.ts", "../cli/mod.ts", "runs the wrong way"],
  ["lib/plan/plan.ts", "../parse/mod.ts", "runs the wrong way"],
  ["lib/plan/plan.ts", "../../cmd/plan.ts", "does not lie in lib/"],
  ["lib/plan/plan.ts", "../../tests/x.ts", "does not lie in lib/"],
  ["lib/plan/plan.ts", "../stream/_bell.ts", "is for its own folder only"],
  ["lib/plan/plan.ts", "./_facts.ts", undefined],
  ["lib/plan/plan.ts", "./templates/_preset.ts", "is for its own folder only"],
  ["lib/plan/templates/plex.ts", "../_facts.ts", "is for its own folder only"],
  ["lib/plan/templates/plex.ts", "../template.ts", undefined],
  ["lib/plan/plan.ts", "@std/path", undefined],
  ["lib/plan/plan.ts", "node:path", undefined],
  ["lib/plan/plan.ts", "npm:valibot", "is neither @std, node: nor ours"],
  ["lib/plan/plan.ts", "https://example.com/x.ts", "is neither @std, node: nor ours"],
  ["lib/plan/plan.ts", "fast-check", "is neither @std, node: nor ours"],
  ["lib/std/path/mod.ts", "deno-std/path/mod.js", undefined],
  ["lib/stream/map.ts", "../record/mod.ts", undefined],
  ["lib/stream/map.ts", "../text/mod.ts", "runs the wrong way"],
  ["lib/text/fold.ts", "../record/mod.ts", "runs the wrong way"],
  ["lib/record/match.ts", "../text/mod.ts", "runs the wrong way"],
  ["lib/tasks/demo.ts", "../apply/mod.ts", undefined],
  ["mod.ts", "./lib/scan/mod.ts", undefined],
  ["mod.ts", "./cmd/scan.ts", "does not lie in lib/"],
];

for (const [path, specifier, fault] of EDGES) {
  Deno.test(`Imports: ${path} ${fault ? "may not" : "may"} import ${specifier}`, () => {
    assertEquals(findFault(path, specifier), fault);
  });
}

Deno.test("Imports are found in each form, and not in comments", () => {
  const code = `import { a } from "./a.ts";
import type {
  B,
} from "./b.ts";
export * from "./c.ts";
export { d } from "./d.ts";
import "./e.ts";
import config from "./f.json" with { type: "json" };
const g = await import("./g.ts");
// import { h } from "./h.ts";
/**
 * import { i } from "./i.ts";
 */
export const text = "./j.ts";
`;
  assertEquals(findImports(code), [
    "./a.ts",
    "./b.ts",
    "./c.ts",
    "./d.ts",
    "./e.ts",
    "./f.json",
    "./g.ts",
  ]);
});
