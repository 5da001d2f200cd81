import { join } from "@std/path";
import { type Fingerprint, layOut, takeFingerprints } from "../../lib/tasks/lay_out.ts";
import { PROJECT } from "../../lib/tasks/shell.ts";

/** Files that the shipped catalog knows, two of them tied together. */
const FILES = [
  { path: "Dune.1984.REMASTERED.720p.BluRay.x264-GRP.mkv" },
  { path: "The.Matrix.1999.1080p.BluRay/The.Matrix.1999.1080p.BluRay.mkv" },
  { path: "The.Matrix.1999.1080p.BluRay/The.Matrix.1999.1080p.BluRay.en.srt" },
  { path: "Chernobyl.S01E01.1080p.WEB.h264-GRP.mkv" },
];

/** Commands that {@linkcode tryPipe} calls. */
const PIPE_COMMANDS = ["scan", "parse", "enrich", "plan", "apply", "undo", "catalog"];

/** Which commands are tried. */
export interface TryPipeOptions {
  /** PATH that the shell gets: the folder of the commands, and what they need. */
  readonly path: string;
  /** Stands before each name. @default "" */
  readonly prefix?: string;
  /** Stands behind each name. @default "" */
  readonly suffix?: string;
}

/**
 * Runs the commands that a PATH leads to as a user does: a pipe of all of them on a folder of its own, from
 * another folder and with no variable but PATH and HOME; then undoes what they did.
 *
 * @throws {Error} if a file is not where it belongs, before or after
 */
export async function tryPipe(options: TryPipeOptions): Promise<void> {
  const home = await Deno.makeTempDir({ prefix: "shelve pipe " });
  try {
    const downloads = join(home, "Down loads");
    const library = join(home, "Library");
    await layOut(downloads, FILES);
    await Deno.mkdir(library);
    const before = await takeFingerprints(downloads);
    const shell = (line: string) => runLine(line, { ...options, home });

    await shell(`catalog build "${join(PROJECT, "fixtures/catalog.ndjson")}" --output titles.db`);
    await shell(
      `scan "Down loads" | parse | enrich --catalog titles.db | plan --library Library` +
        " | apply --library Library > done.ndjson",
    );
    const left = await takeFingerprints(downloads);
    const placed = await takeFingerprints(library);
    check(left.size === 0, `Not moved: ${[...left.keys()].join(", ")}`);
    check(
      hashes(placed) === hashes(before),
      `The library does not hold what was moved: ${[...placed.keys()].join(", ")}`,
    );
    await shell("undo < done.ndjson > undone.ndjson");
    const after = await takeFingerprints(downloads);
    check(
      JSON.stringify([...after]) === JSON.stringify([...before]),
      `Not undone: ${[...(await takeFingerprints(library)).keys()].join(", ")}`,
    );
  } finally {
    await Deno.remove(home, { recursive: true });
  }
}

/** Runs a line of commands by their plain names in a shell that knows nothing else, in the folder `home`. */
async function runLine(
  line: string,
  { path, prefix = "", suffix = "", home }: TryPipeOptions & { readonly home: string },
): Promise<void> {
  const names = PIPE_COMMANDS.map((name) =>
    `${name}() { command ${prefix}${name}${suffix} "$@"; }`
  );
  const { code, stderr } = await new Deno.Command("bash", {
    args: ["-c", ["set -o pipefail", ...names, line].join("\n")],
    cwd: home,
    clearEnv: true,
    env: { PATH: path, HOME: home },
    stdin: "null",
    stdout: "null",
    stderr: "piped",
  }).output();
  check(code === 0, `"${line}" ended with exit code ${code}: ${new TextDecoder().decode(stderr)}`);
}

function hashes(files: ReadonlyMap<string, Fingerprint>): string {
  return [...files.values()].map(({ hash }) => hash).sort().join();
}

function check(holds: boolean, message: string): void {
  if (!holds) throw new Error(message);
}
