import { assertEquals, assertThrows } from "@std/assert";
import {
  type PermissionSet,
  readPermissionSet,
  toBaked,
  toFlags,
} from "../../lib/tasks/permission_set.ts";

const NONE = {
  "allow_read": null,
  "allow_write": null,
  "allow_net": null,
  "allow_env": null,
  "allow_sys": null,
};

const CASES: readonly { set: PermissionSet; flags: string[]; baked: Record<string, unknown> }[] = [
  { set: {}, flags: [], baked: NONE },
  { set: { read: false, env: [] }, flags: [], baked: NONE },
  {
    set: { write: true, read: true },
    flags: ["--allow-read", "--allow-write"],
    baked: { ...NONE, "allow_read": [], "allow_write": [] },
  },
  {
    set: { net: ["api.tvmaze.com:443", "api.themoviedb.org:443"], env: ["HOME"] },
    flags: ["--allow-net=api.tvmaze.com:443,api.themoviedb.org:443", "--allow-env=HOME"],
    baked: {
      ...NONE,
      "allow_net": ["api.tvmaze.com:443", "api.themoviedb.org:443"],
      "allow_env": ["HOME"],
    },
  },
];

Deno.test("toFlags() and toBaked() grant what the set grants and nothing else", () => {
  for (const { set, flags, baked } of CASES) {
    assertEquals(toFlags(set), flags);
    assertEquals(toBaked(set), baked);
  }
});

const REFUSED: readonly { sets: Record<string, unknown>; message: string }[] = [
  { sets: {}, message: 'Cannot grant "scan" anything: "permissions" of deno.json has no such set' },
  { sets: { scan: { all: true } }, message: 'the permission "all": no command may have it' },
  { sets: { scan: { run: ["mv"] } }, message: 'the permission "run": no command may have it' },
  { sets: { scan: { env: { allow: ["A"] } } }, message: '"env": it is no list of names' },
  { sets: { scan: { read: ["./lib"] } }, message: '"read": a path is relative' },
];

Deno.test("readPermissionSet() refuses what no command may have, and a missing set", () => {
  for (const { sets, message } of REFUSED) {
    const read = () => readPermissionSet(sets as Record<string, PermissionSet>, "scan");
    assertThrows(read, Error, message);
  }
  // A name that every object has is no set.
  assertThrows(() => readPermissionSet({}, "constructor"), Error, "no such set");
});
