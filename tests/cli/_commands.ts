import { type CommandGroup, defineCommand } from "../../lib/cli/mod.ts";
import { mapRecords } from "../../lib/stream/mod.ts";

/** A command with a flag of each kind. */
export const PLAN = defineCommand({
  name: "plan",
  summary: "Decide where each file belongs",
  description: "Records come from stdin; what cannot be decided says why. This is a sentence " +
    "that is long enough to be broken into two lines.",
  operands: { name: "NAME", help: "A name to plan alone" },
  reads: "records",
  flags: {
    library: { type: "string", value: "DIR", required: true, help: "Where files shall lie" },
    action: {
      type: "string",
      choices: ["move", "copy"],
      default: "move",
      help: "What apply does",
    },
    provider: { type: "string", many: true, help: "Whom to ask" },
    limit: { type: "integer", help: "How many at most" },
    offline: { type: "boolean", short: "o", help: "Ask nobody" },
  },
  examples: ["scan ~/Downloads | plan --library /media"],
  run: () => mapRecords("plan", (record) => record),
});

/** A command whose first argument chooses what it does. */
export const CATALOG: CommandGroup = {
  name: "catalog",
  summary: "Catalogs on disk",
  commands: [
    defineCommand({
      name: "build",
      summary: "Make a catalog",
      operands: { name: "FILE", help: "What to read", required: true },
      flags: { output: { type: "string", value: "DB", required: true, help: "What to write" } },
      run: (_flags, { warn, operands }) => {
        warn(`built of ${operands.join(", ")}`);
        return 0;
      },
    }),
    defineCommand({ name: "show", summary: "Show a catalog", flags: {}, run: () => 3 }),
  ],
};
