import { assertEquals } from "@std/assert";
import { createMeter } from "../../lib/cli/meter.ts";
import { StageError } from "../../lib/record/mod.ts";
import { failRecord } from "../../lib/stream/mod.ts";

function createClock() {
  const clock = { now: 5000 };
  return { clock, meter: createMeter("parse", () => clock.now) };
}

const fail = (code: "not_found" | "io_error") => failRecord({}, "parse", new StageError(code, "A"));

Deno.test("createMeter() counts records, and failures of this process by code", () => {
  const { meter } = createClock();
  const [first, second] = [fail("not_found"), fail("io_error")];
  const before = JSON.parse(JSON.stringify(first));
  assertEquals(meter.count([{}, first, before]), [first]);
  assertEquals(meter.count([second, fail("not_found")]).length, 2);
  assertEquals([meter.records, meter.failed], [5, 3]);
  assertEquals(meter.failures, { not_found: 2, io_error: 1 });
});

Deno.test("createMeter() gives a rate, and no share where the whole is not known", () => {
  const { clock, meter } = createClock();
  meter.count([{}, {}, {}]);
  const reading = { command: "parse", records: 3, failed: 0 };
  assertEquals(meter.read(), { ...reading, seconds: 0, rate: 0 });
  clock.now += 2000;
  assertEquals(meter.read(), { ...reading, seconds: 2, rate: 1.5 });
});

Deno.test("createMeter() tells share and seconds to go by records", () => {
  const { clock, meter } = createClock();
  meter.expectedRecords = 4;
  meter.expectedBytes = () => 1000; // records are nearer to the truth
  clock.now += 3000;
  assertEquals([meter.read().done, meter.read().eta], [0, undefined]);
  meter.count([{}]);
  assertEquals([meter.read().done, meter.read().eta], [0.25, 9]);
  meter.count([{}, {}, {}, {}]);
  assertEquals([meter.read().done, meter.read().eta], [1, 0]); // one more than was said
});

Deno.test("createMeter() tells share and seconds to go by bytes", () => {
  const { clock, meter } = createClock();
  meter.expectedBytes = () => 1000;
  meter.bytes = 200;
  meter.taken = 4;
  clock.now += 1000;
  assertEquals([meter.read().done, meter.read().eta], [0, undefined]); // read, but none done
  meter.count([{}, {}]);
  assertEquals([meter.read().done, meter.read().eta], [0.1, 9]);
});

Deno.test("createMeter() goes by what the command reckons, before records and bytes", () => {
  let time = 0;
  const meter = createMeter("x", () => time);
  meter.expectedRecords = 10;
  meter.reckon = () => ({ counts: { folders: 3 }, done: 0.5 });
  time = 2000;
  const { counts, done, eta } = meter.read();
  assertEquals({ counts, done, eta }, { counts: { folders: 3 }, done: 0.5, eta: 2 });
  meter.reckon = () => ({ counts: { folders: 4 } });
  meter.count([{}]);
  assertEquals(meter.read().done, 0.1);
});
