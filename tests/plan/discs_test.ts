import { assertEquals } from "@std/assert";
import { type PlannableRecord, planRecord, SERVERS, toPlanRules } from "../../lib/plan/mod.ts";
import { createDiscs } from "../../lib/plan/discs.ts";
import { BLADE_RUNNER, episode, movie, OFFICE, withSidecars } from "./_records.ts";

function asDisc(record: PlannableRecord): PlannableRecord {
  return { ...record, file: { ...record.file, kind: "disc" } };
}

const PLEX = toPlanRules({ movies: "/media" });
const KODI = toPlanRules({ movies: "/media", server: "kodi" });
const FOLDER = "/media/Blade Runner (1982) {tmdb-78}";

Deno.test("planRecord() puts a disc folder into the folder of its film", () => {
  const disc = asDisc(movie("/dl/BR/video_ts", BLADE_RUNNER));
  assertEquals(planRecord(disc, KODI).target, `${FOLDER}/VIDEO_TS`);
  const blu = asDisc(movie("/dl/BR/BDMV", BLADE_RUNNER, { editions: ["Final Cut"] }));
  assertEquals(planRecord(blu, KODI).target, `${FOLDER} - Final Cut/BDMV`);
  // A second disc has a folder of its own, as it has on Jellyfin where a version's file would bear the name.
  const jellyfin = toPlanRules({ movies: "/media", server: "jellyfin" });
  assertEquals(
    planRecord(blu, jellyfin).target,
    "/media/Blade Runner (1982) [tmdbid-78] - Final Cut/BDMV",
  );
});

Deno.test("planRecord() says which servers pass a disc over, be it a folder or an image", () => {
  for (
    const disc of [
      asDisc(movie("/dl/BR/VIDEO_TS", BLADE_RUNNER)),
      movie("/dl/BR.ISO", BLADE_RUNNER),
    ]
  ) {
    const reasons = SERVERS.map((server) => [
      server,
      planRecord(disc, toPlanRules({ movies: "/media", server })).reason,
    ]);
    assertEquals(Object.fromEntries(reasons), {
      plex: "disc_not_read",
      jellyfin: undefined,
      "jellyfin-10": undefined,
      emby: undefined,
      kodi: undefined,
      "plex+jellyfin": "disc_not_read",
    });
  }
});

Deno.test("planRecord() lays what belongs to a disc beside it", () => {
  const disc = withSidecars(
    asDisc(movie("/dl/BR/VIDEO_TS", BLADE_RUNNER)),
    { path: "poster.jpg" },
    { path: "br.nfo" },
    { path: "br.en.srt", language: "en" },
  );
  assertEquals(planRecord(disc, KODI).sidecars?.map(({ target }) => target), [
    `${FOLDER}/poster.jpg`,
    `${FOLDER}/movie.nfo`,
    `${FOLDER}/Blade Runner (1982) {tmdb-78}.en.srt`,
  ]);
});

Deno.test("planRecord() leaves a disc alone that lies in its film's folder", () => {
  for (const folder of [FOLDER, "/media/Blade Runner (1982)"]) {
    const disc = asDisc(movie(`${folder}/VIDEO_TS`, BLADE_RUNNER));
    assertEquals(planRecord(disc, KODI).reason, "already_valid", folder);
  }
  const loose = asDisc(movie("/media/VIDEO_TS", BLADE_RUNNER));
  assertEquals(planRecord(loose, KODI).target, `${FOLDER}/VIDEO_TS`);
});

Deno.test("planRecord() leaves discs of shows and folders of other names where they are", () => {
  const show = episode("/dl/o/VIDEO_TS", { ...OFFICE, episodes: [{ season: 1, number: 1 }] });
  for (const record of [show, movie("/dl/br/DISC", BLADE_RUNNER)]) {
    assertEquals(planRecord(asDisc(record), PLEX).reason, "disc_not_supported");
  }
});

Deno.test("Discs knows whose disc a path lies in", () => {
  const discs = createDiscs();
  const file = { path: "/media/A/VIDEO_TS", kind: "disc" } as const;
  discs.add(file, { ordinal: 3, inLibrary: true, target: "/media/B/VIDEO_TS" });
  discs.add({ path: "/media/C", kind: "video" }, { ordinal: 4, inLibrary: true });
  assertEquals(discs.find("/media/A/video_ts/x/y.mkv"), 3);
  assertEquals(discs.find("/media/B/VIDEO_TS/y.mkv"), 3);
  assertEquals(discs.find("/media/A/VIDEO_TS.mkv"), undefined);
  assertEquals(discs.find("/media/C/x.mkv"), undefined);
});
