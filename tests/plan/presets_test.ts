import { assertEquals } from "@std/assert";
import {
  type PlannableRecord,
  planRecord,
  type ServerName,
  SERVERS,
  toPlanRules,
} from "../../lib/plan/mod.ts";
import { readCases } from "../read_cases.ts";
import { at, type Sort, SORTS } from "./_records.ts";

const FOLDERS = { movies: "/media", shows: "/media" };

/** A target, or the reason where the server reads no such file. */
interface TargetCase {
  readonly server: ServerName;
  readonly is: Sort;
  readonly target: string;
}

const TARGETS = readCases<TargetCase>("plans/servers.ndjson");

for (const server of SERVERS) {
  Deno.test(`PRESETS names files as ${server} reads them`, () => {
    const rules = toPlanRules({ ...FOLDERS, server });
    const guide = server === "jellyfin-10" ? "jellyfin" : server;
    const cases = TARGETS.filter((each) => each.server === guide);
    assertEquals(cases.length, 15);
    for (const { is, target } of cases) {
      const plan = planRecord(SORTS[is], rules);
      const planned = plan.sidecars?.[0]?.target ?? plan.target;
      assertEquals(planned?.slice("/media/".length) ?? plan.reason, target, is);
      if (plan.action !== "none") assertEquals(plan.server, server);
    }
  });
}

interface LabelCase {
  readonly server: ServerName;
  readonly is: Sort;
  /** Of the file. */
  readonly name: string;
}

Deno.test("PRESETS label every version with keep-all, and read such names", () => {
  for (const { server, is, name } of readCases<LabelCase>("plans/labelled.ndjson")) {
    const rules = toPlanRules({ ...FOLDERS, server, duplicates: "keep-all" });
    const record: PlannableRecord = SORTS[is];
    const parsed = { ...record.parsed, resolution: "1080p", source: "BluRay" };
    const { target } = planRecord({ ...record, parsed }, rules);
    assertEquals(target!.split("/").at(-1), name, server);
    const plain = toPlanRules({ ...FOLDERS, server });
    assertEquals(planRecord({ ...at(target!, is), parsed }, plain).reason, "already_valid", target);
  }
});

/** Names below the root that follow a guide, or do not, by hand. */
interface ReadCase {
  readonly is: Sort;
  readonly path: string;
  /** Those that read it so. */
  readonly servers: readonly ServerName[];
}

const READ = readCases<ReadCase>("plans/read.ndjson");

for (const server of ["plex", "jellyfin", "emby", "kodi", "plex+jellyfin"] as const) {
  Deno.test(`isRead() knows the names that ${server} reads`, () => {
    const rules = toPlanRules({ ...FOLDERS, server });
    for (const { is, path, servers } of READ) {
      const { reason } = planRecord(at(`/media/${path}`, is), rules);
      assertEquals(reason === "already_valid", servers.includes(server), `${is} ${path}`);
    }
  });
}
