import { assertEquals } from "@std/assert";
import { compileGlob, findGlobMistake } from "../../lib/scan/glob.ts";

/** A pattern, and paths that it names and does not name; a slash at the end of a path makes it a folder. */
const CASES: readonly (readonly [pattern: string, yes: string, no: string])[] = [
  ["*.iso", "a.iso b/c.iso .iso", "a.iso.mkv iso"],
  ["Anime", "Anime Anime/ a/b/Anime/", "Anime2 a/Anime/x.mkv"],
  ["Anime/", "Anime/ a/Anime/", "Anime a/Anime"],
  ["/Anime", "Anime Anime/", "a/Anime"],
  ["a/b", "a/b", "x/a/b a/b/c"],
  ["a/*", "a/b a/c/", "a/ a/b/c"],
  ["a/**", "a/b a/b/c", "a/ b"],
  ["**/b", "b a/b a/c/b", "b/a"],
  ["a/**/b", "a/b a/x/b a/x/y/b", "a/x a/b/c"],
  ["*a*b*", "ab xaxbx", "ba"],
  ["?.mkv", "a.mkv 日.mkv 😀.mkv", "ab.mkv .mkv"],
  ["[ab].mkv", "a.mkv b.mkv", "c.mkv"],
  ["[!a-c]x", "dx", "ax bx"],
  ["[]x]", "] x", "y"],
  ["[ab", "[ab", "a"],
  ["\\*", "*", "a"],
  ["\\#x", "#x", "x"],
  ["a.b", "a.b", "axb"],
  ["(a|b)+", "(a|b)+", "a"],
];

for (const [pattern, yes, no] of CASES) {
  Deno.test(`compileGlob() reads ${pattern}`, () => {
    const glob = compileGlob(pattern)!;
    for (const [list, expected] of [[yes, true], [no, false]] as const) {
      for (const path of list.split(" ")) {
        const isFolder = path.endsWith("/");
        const parts = path.replace(/\/$/, "").split("/");
        assertEquals(glob.matches(parts, isFolder), expected, path);
      }
    }
  });
}

Deno.test("compileGlob() passes over blank lines and comments, and tells what is taken back", () => {
  assertEquals(["", "  ", "\r", "# x"].map((line) => compileGlob(line)), Array(4).fill(undefined));
  assertEquals(compileGlob("!x")!.isNegated, true);
  assertEquals(compileGlob("x  \r")!.matches(["x"], false), true);
  assertEquals(compileGlob("x\\ ")!.matches(["x "], false), true);
});

Deno.test("compileGlob() keeps a shallow pattern in its folder", () => {
  const glob = compileGlob("*.mkv", { isShallow: true })!;
  assertEquals(glob.matches(["a.mkv"], false), true);
  assertEquals(glob.matches(["b", "a.mkv"], false), false);
});

Deno.test("compileGlob() is not led into endless tries", () => {
  const glob = compileGlob("*a".repeat(50) + "b")!;
  assertEquals(glob.matches(["a".repeat(5000)], false), false);
  const deep = compileGlob("**/a/".repeat(20) + "b")!;
  assertEquals(deep.matches(Array(2000).fill("a"), false), false);
});

Deno.test("findGlobMistake() tells patterns that name nothing", () => {
  for (const line of ["", " ", "# x", "[", "a/[b", "[a/b]", "x[!", "[]"]) {
    assertEquals(typeof findGlobMistake(line), "string", line);
  }
  for (const line of ["*", "[ab]", "[]]", "\\[", "\\#x", "a]", "!x/", "**/[0-9]/*"]) {
    assertEquals(findGlobMistake(line), undefined, line);
  }
});
