import { assertEquals } from "@std/assert";
import { type Command, type CommandContext, main, type Running } from "../../lib/cli/mod.ts";
import { type MediaRecord, StageError } from "../../lib/record/mod.ts";
import { type Link, mapRecords } from "../../lib/stream/mod.ts";
import { settle } from "../stream/_streams.ts";
import { createFakeIo, type FakeIo, type FakeOptions } from "./_fake_io.ts";

/** Two records as stdin gives them. */
export const LINES = '{"a":1}\n{"a":2}\n';

/** A command that runs as `run` says. */
export function define(
  run: (context: CommandContext) => Running | Promise<Running>,
  more: Partial<Command> = {},
): Command {
  return {
    ...{ name: "parse", summary: "", reads: "records", flags: {}, ...more },
    run: (_, context) => run(context),
  };
}

/** Adds `x` to each record; fails where it says so. */
export function addX(): Link<MediaRecord, MediaRecord> {
  return mapRecords<MediaRecord, MediaRecord>("parse", (record) => {
    if (record["fail"]) throw new StageError("invalid_name", `Cannot read ${record["fail"]}`);
    return { ...record, x: 1 };
  });
}

/** Runs a command to its end. */
export async function run(
  command: Parameters<typeof main>[0],
  args: readonly string[] = [],
  options: FakeOptions = {},
): Promise<FakeIo & { code: number }> {
  const { ended, ...fake } = start(command, args, options);
  return { ...fake, code: await ended };
}

/** Runs a command until it waits for the test. */
export async function begin(
  command: Command,
  options: FakeOptions,
  args: readonly string[] = [],
): Promise<FakeIo & { ended: Promise<number> }> {
  const begun = start(command, args, options);
  await settle();
  return begun;
}

function start(
  command: Parameters<typeof main>[0],
  args: readonly string[],
  options: FakeOptions,
): FakeIo & { ended: Promise<number> } {
  const fake = createFakeIo(options);
  const ended = main(command, { args, io: fake.io }).then((code) => {
    assertEquals(fake.left(), 0, "a timer or a listener is left");
    return code;
  });
  return { ...fake, ended };
}
