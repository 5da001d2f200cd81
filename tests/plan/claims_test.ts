import { assertEquals } from "@std/assert";
import { createClaims, toMark } from "../../lib/plan/claims.ts";
import { foldPath } from "../../lib/plan/fold_path.ts";

Deno.test("Claims keeps the first of two claims", () => {
  const claims = createClaims();
  claims.add(toMark("/a/b"), { ordinal: 1, role: "arrives" });
  claims.add(toMark("/a/b"), { ordinal: 2, role: "stays" });
  claims.add(toMark("/a/c"), { ordinal: 3, role: "stays" });
  assertEquals(claims.find(toMark("/a/b")), { ordinal: 1, role: "arrives" });
  assertEquals(claims.find(toMark("/a/c")), { ordinal: 3, role: "stays" });
  assertEquals(claims.find(toMark("/a/d")), undefined);
});

Deno.test("Claims takes spellings of one name for one", () => {
  const claims = createClaims();
  claims.add(toMark("/TV/Ame\u0301lie"), { ordinal: 1, role: "arrives" });
  assertEquals(claims.find(toMark("/tv/AMÉLIE"))?.ordinal, 1);
});

Deno.test("Claims finds each of 100,000 paths, and none of 100,000 others", () => {
  const claims = createClaims();
  for (let number = 1; number <= 100_000; number++) {
    claims.add(toMark(`/media/Movies/Film ${number}`), { ordinal: number, role: "arrives" });
  }
  let wrong = 0;
  for (let number = 1; number <= 100_000; number++) {
    if (claims.find(toMark(`/media/Movies/Film ${number}`))?.ordinal !== number) wrong++;
    if (claims.find(toMark(`/media/Shows/Film ${number}`)) !== undefined) wrong++;
  }
  assertEquals(wrong, 0);
});

Deno.test("foldPath() folds as case-blind file systems do", () => {
  assertEquals(foldPath("/A/Ä"), foldPath("/a/a\u0308"));
  assertEquals(foldPath("ΣΑΣ"), foldPath("σας"));
  assertEquals(foldPath("Straße") === foldPath("Strasse"), false);
  assertEquals(foldPath("a") === foldPath("b"), false);
});
