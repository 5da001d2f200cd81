import { defineCommand, main } from "../../lib/cli/mod.ts";
import type { MediaRecord } from "../../lib/record/mod.ts";
import { mapGroups } from "../../lib/stream/mod.ts";

/** A command whose work has effects: it says each record that it did, and takes 100 ms for two of them. */
export const command = defineCommand({
  name: "work",
  summary: "Do some work",
  reads: "records",
  finishes: true,
  flags: {},
  run: (_flags, { warn, atEnd }) => {
    atEnd(() => "closed");
    return mapGroups<MediaRecord, MediaRecord>("apply", {
      async run(group) {
        warn(`begins ${group.length}`);
        await new Promise((resolve) => setTimeout(resolve, 100));
        warn(`ends ${group.length}`);
        return group;
      },
    }, { size: 2 });
  },
});

if (import.meta.main) Deno.exit(await main(command));
