import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { defineCommand } from "../../lib/cli/mod.ts";
import { renderHelp } from "../../lib/cli/help.ts";
import { CATALOG, PLAN } from "./_commands.ts";

const PLAN_HELP = `Decide where each file belongs

Usage: plan [FLAGS] [NAME…]

Records come from stdin; what cannot be decided says why. This is a sentence that is long enough
to be broken into two lines.

  NAME  A name to plan alone

Flags:
  --library DIR       Where files shall lie (needed)
  --action move|copy  What apply does (default: move)
  --provider TEXT     Whom to ask (may be repeated)
  --limit N           How many at most
  -o, --offline       Ask nobody

Flags of every command:
  --progress auto|always|json|never
                                  Show progress on stderr; auto: on a terminal, unless stdout is
                                  a pipe (default: auto)
  -q, --quiet                     Leave out the counts at the end: say what fails
  --stats -|FILE                  Write one JSON object of figures at the end: to stderr, or to
                                  FILE if the command may write
  --completions bash|zsh|fish     Print a completion script for a shell
  -h, --help                      Show this help
  --version                       Show the version

Examples:
  scan ~/Downloads | plan --library /media
`;

Deno.test("renderHelp() shows all that a command's table holds", () => {
  assertEquals(renderHelp(PLAN), PLAN_HELP);
});

Deno.test("renderHelp() says nothing of an empty default", () => {
  const flags = { prefix: { type: "string", default: "", help: "Stands before names" } } as const;
  const help = renderHelp(defineCommand({ name: "put", summary: "", flags, run: () => 0 }));
  assertEquals(/ +--prefix.*/.exec(help)?.[0], "  --prefix TEXT  Stands before names");
});

Deno.test("renderHelp() names the choices of a flag whose value has a name", () => {
  const flags = {
    server: {
      type: "string",
      value: "NAME",
      choices: ["plex", "kodi"],
      default: "plex",
      many: true,
      help: "Whose rules",
    },
  } as const;
  const command = defineCommand({ name: "plan", summary: "Plan", flags, run: () => 0 });
  const line = "\n  --server NAME  Whose rules (plex, kodi; may be repeated; default: plex)\n";
  assertStringIncludes(renderHelp(command), line);
});

Deno.test("renderHelp() leaves out what a command does not have", () => {
  const bare = defineCommand({ name: "bare", summary: "Do it", flags: {}, run: () => 0 });
  assert(renderHelp(bare).startsWith("Do it\n\nUsage: bare\n\nFlags of every command:\n"));
});

Deno.test("renderHelp() of a group lists its commands", () => {
  assertEquals(
    renderHelp(CATALOG),
    `Catalogs on disk

Usage: catalog COMMAND …

Commands:
  build  Make a catalog
  show   Show a catalog

See catalog COMMAND --help.
`,
  );
});
