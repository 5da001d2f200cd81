import { assert } from "@std/assert";
import { failEveryCall, SCENES } from "./_crash.ts";
import type { Fault } from "./_faults.ts";
import { OTHER_DEVICE } from "./_tree.ts";

/** What goes wrong, and at every how manieth call: the torture takes them all. */
const FAULTS: readonly (Omit<Fault, "at"> & { readonly name: string; readonly step: number })[] = [
  { name: "an error", errno: "EIO", step: 5 },
  { name: "a full disk", errno: "ENOSPC", step: 11 },
  { name: "an error after the fact", errno: "EIO", late: true, step: 7 },
  { name: "a kill", errno: "EIO", forever: true, step: 4 },
  { name: "a kill in the middle of a write", errno: "EIO", forever: true, late: true, step: 9 },
];

for (const scene of SCENES) {
  for (const { name, step, ...fault } of FAULTS) {
    Deno.test(`${scene.command}() loses nothing by ${name}, ${scene.name}`, async () => {
      assert((await failEveryCall(scene, fault, step * (scene.stride ?? 1))).length > 50);
    });
  }
}

if (OTHER_DEVICE === undefined) {
  Deno.test.ignore("apply() loses nothing across devices: /dev/shm is no other device", () => {});
}
