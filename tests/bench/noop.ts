import { defineCommand, main } from "../../lib/cli/mod.ts";
import { mapRecords } from "../../lib/stream/mod.ts";

/** The least that a filter can do, as `jq -c '.x=1'` does it: what is left is the cost of the streams. */
export const command = defineCommand({
  name: "noop",
  summary: "Add x to each record",
  reads: "records",
  flags: {},
  run: () => mapRecords("noop", (record) => ({ ...record, x: 1 })),
});

if (import.meta.main) Deno.exit(await main(command));
