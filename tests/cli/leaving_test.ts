import { assert, assertEquals, assertMatch } from "@std/assert";
import type { MediaRecord } from "../../lib/record/mod.ts";
import { joinLinks, mapGroups, mapRecords } from "../../lib/stream/mod.ts";
import { settle } from "../stream/_streams.ts";
import { CATALOG, PLAN } from "./_commands.ts";
import { addX, begin, define, LINES, run } from "./_run.ts";

/** Nobody reads stdout. */
const BROKEN = { onWrite: () => Promise.reject(new Deno.errors.BrokenPipe()) };

Deno.test("main() ends quietly with 0 when nobody reads any more", async () => {
  const input = Array.from({ length: 100 }, () => LINES);
  const { code, stderr, reads } = await run(define(addX), [], { ...BROKEN, input });
  assertEquals([code, stderr()], [0, ""]);
  assert(reads() < 20);
});

for (const text of ["--help", "--version", "--completions=bash"]) {
  Deno.test(`main() ends quietly with 0 when nobody reads ${text}`, async () => {
    for (const command of [PLAN, CATALOG]) {
      const { code, stderr } = await run(command, [text], BROKEN);
      assertEquals([code, stderr()], [0, ""]);
    }
  });
}

/** A stage with effects: notes what it did. */
function createWork(done: unknown[]) {
  return mapGroups<MediaRecord, MediaRecord>("apply", {
    async run(group) {
      await settle();
      done.push(...group.map((record) => record["a"]));
      return group;
    },
  }, { size: 2 });
}

Deno.test("main() gives 1 for work that is left when nobody reads any more", async () => {
  const done: unknown[] = [];
  const command = define(() => createWork(done), { finishes: true });
  const input = Array.from({ length: 100 }, () => LINES);
  const { code } = await run(command, [], { ...BROKEN, input });
  assertEquals(code, 1);
  assert(done.length < 50);
});

Deno.test("main() gives 1 where more may have come when nobody reads any more", async () => {
  const more = Promise.withResolvers<string>();
  const command = define(() => createWork([]), { finishes: true });
  const { code } = await run(command, [], { ...BROKEN, input: [LINES, more.promise] });
  assertEquals(code, 1); // all that came was done, but stdin is open still
  more.resolve("");
});

Deno.test("main() gives 0 for work that was done when nobody reads any more", async () => {
  const done: unknown[] = [];
  const command = define(() => createWork(done), { finishes: true });
  // The last write fails, and all of the input was seen by then.
  const { code } = await run(command, [], {
    input: [LINES],
    onWrite: async () => {
      await settle();
      throw new Deno.errors.BrokenPipe();
    },
  });
  assertEquals([code, done], [0, [1, 2]]);
});

Deno.test("main() waits for the work in hand when nobody reads any more", async () => {
  const done: unknown[] = [];
  let closed: unknown[] = [];
  let writes = 0;
  const command = define(({ atEnd }) => {
    atEnd(() => {
      closed = [...done];
    });
    return joinLinks(mapRecords("plan", (record: MediaRecord) => record), createWork(done));
  }, { finishes: true });
  const { code } = await run(command, [], {
    input: [LINES, '{"a":3}\n{"a":4}\n{"a":5}\n{"a":6}\n'],
    onWrite() {
      if (++writes === 2) throw new Deno.errors.BrokenPipe();
    },
  });
  assertEquals(code, 1);
  assertEquals(closed, done); // nothing was begun and then left behind
  await settle();
  assertEquals(closed, done);
});

Deno.test("main() ends what is begun at the first signal", async () => {
  const done: unknown[] = [];
  const more = Promise.withResolvers<string>();
  let aborted = false;
  const command = define(({ signal }) => {
    signal.addEventListener("abort", () => aborted = true);
    return createWork(done);
  }, { finishes: true });
  const fake = await begin(command, { input: [LINES, more.promise] });
  assert(fake.signal(143));
  assertEquals(await fake.ended, 143);
  assertEquals([done, aborted], [[1, 2], true]);
  assertEquals(fake.stdout(), LINES);
  assertMatch(fake.stderr(), /^parse: interrupted: ends what is begun/);
  more.resolve("");
});

Deno.test("main() exits at once at the second signal", async () => {
  const held = Promise.withResolvers<MediaRecord[]>();
  const command = define(
    () => mapGroups<MediaRecord, MediaRecord>("apply", { run: () => held.promise }),
    { finishes: true },
  );
  const fake = await begin(command, { input: [LINES] });
  fake.signal(130);
  try {
    fake.signal(130);
  } catch { /* The fake exit throws, as it cannot end the process. */ }
  assertEquals(fake.exits, [130]);
  held.resolve([{ a: 1 }, { a: 2 }]);
  assertEquals(await fake.ended, 130);
});

Deno.test("main() reads nothing where a signal came before the input was opened", async () => {
  const opening = Promise.withResolvers<void>();
  const command = define(async () => {
    await opening.promise;
    return addX();
  }, { finishes: true });
  const fake = await begin(command, { input: [LINES] });
  fake.signal(130);
  opening.resolve();
  assertEquals([await fake.ended, fake.stdout(), fake.reads()], [130, "", 0]);
});

Deno.test("main() leaves signals to the system where a command has no effects", async () => {
  const more = Promise.withResolvers<string>();
  const fake = await begin(define(addX), { input: [more.promise] });
  assertEquals(fake.signal(130), false);
  more.resolve("");
  assertEquals(await fake.ended, 0);
});
