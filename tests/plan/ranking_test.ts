import { assertEquals } from "@std/assert";
import { RANKING } from "../../lib/plan/mod.ts";
import { explainRank, isUpgrade, toRank } from "../../lib/plan/ranking.ts";
import type { MediaFile, ParsedName } from "../../lib/record/mod.ts";

function rank(parsed: Partial<ParsedName>, file: Partial<MediaFile> = {}): number {
  return toRank({ path: "/a", ...file }, { kind: "movie", confidence: 1, ...parsed });
}

const HD = { resolution: "1080p", source: "WEB-DL" };

/** What is better, what is worse, and why. */
const PAIRS: readonly (readonly [Partial<ParsedName>, Partial<ParsedName>, why: string])[] = [
  [{ resolution: "2160p", source: "CAM" }, { ...HD, hdr: ["DV"] }, "2160p over 1080p"],
  [{ ...HD, source: "BluRay" }, HD, "BluRay over WEB-DL"],
  [{ ...HD, source: "BluRay", remux: true }, { ...HD, source: "BluRay" }, "remux over BluRay"],
  [
    { ...HD, videoCodec: "H.265" },
    { ...HD, videoCodec: "H.264" },
    "H.265/AV1/H.266 over H.264/VP9",
  ],
  [{ ...HD, hdr: ["HDR", "DV"] }, { ...HD, hdr: ["HDR"] }, "DV over HLG/HDR"],
  [
    { ...HD, audioCodecs: ["AAC", "TrueHD"] },
    { ...HD, audioCodecs: ["DTS"] },
    "DTS-HD/TrueHD over DTS",
  ],
  [{ ...HD, hdr: ["HDR"] }, HD, "HLG/HDR over SDR"],
  [{ ...HD, repack: true }, HD, "proper over first"],
  [{ ...HD, version: 2 }, HD, "proper over first"],
];

Deno.test("toRank() puts what matters more before all that matters less", () => {
  for (const [better, worse, why] of PAIRS) {
    assertEquals(rank(better) > rank(worse), true, why);
    assertEquals(isUpgrade(rank(better), rank(worse)), true, why);
    assertEquals(isUpgrade(rank(worse), rank(better)), false, why);
    assertEquals(explainRank(rank(better), rank(worse)), why);
  }
});

Deno.test("isUpgrade() takes nothing for worse of which the name says nothing", () => {
  const [known, unknown] = [rank(HD, { size: 8e9 }), rank({}, { size: 1e9 })];
  assertEquals(known > unknown, true);
  assertEquals(explainRank(known, unknown), "1080p over unknown resolution");
  assertEquals(isUpgrade(known, unknown), false);
  assertEquals(isUpgrade(rank(HD), rank({ resolution: "1080p" })), false);
  assertEquals(isUpgrade(rank(HD), rank({ resolution: "720p" })), true);
});

Deno.test("toRank() looks at the size where all else is equal, which makes no upgrade", () => {
  const [large, small] = [rank(HD, { size: 8e9 }), rank(HD, { size: 1.5e9 })];
  assertEquals(large > small, true);
  assertEquals(isUpgrade(large, small), false);
  assertEquals(explainRank(large, small), "8.00 GB over 1.50 GB");
  assertEquals(explainRank(small, small), "equal");
  // The pieces of one copy stay together, however large each is.
  assertEquals(rank({ part: 1 }, { size: 8e9 }), rank({ part: 1 }, { size: 1 }));
});

Deno.test("toRank() is an exact number whatever a record says", () => {
  const best = rank(
    {
      ...{ resolution: "4320p", source: "BluRay", remux: true, videoCodec: "AV1", hdr: ["DV"] },
      ...{ audioCodecs: ["Atmos"], proper: true },
    },
    { size: Number.MAX_SAFE_INTEGER },
  );
  assertEquals(Number.isSafeInteger(best), true);
  assertEquals(rank({ resolution: "constructor", source: "__proto__" }), rank({}));
});

Deno.test("RANKING has few enough steps for a rank", () => {
  for (const { name, steps } of RANKING) assertEquals(steps.length < 16, true, name);
});
