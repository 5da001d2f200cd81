#!/usr/bin/env -S deno run -q --no-prompt -P=plan
import { resolve } from "@std/path";
import { defineCommand, main, UsageError } from "../lib/cli/mod.ts";
import { ACTIONS, plan, PlanSummary, SERVERS } from "../lib/plan/mod.ts";

/** `plan`: where each file belongs. */
export const command = defineCommand({
  name: "plan",
  summary: "Decide where each file belongs, without touching the disk",
  description:
    "Films go to Movies and shows to TV Shows in the library, or to the folders named. Only " +
    "a sure or likely match is acted on; what is in doubt stays where it is and says why.",
  reads: "records",
  requires: ["file", "parsed"],
  accepts: ["match"],
  flags: {
    library: { type: "string", value: "DIR", help: "Folder that holds Movies and TV Shows" },
    movies: { type: "string", value: "DIR", help: "Folder of all films, instead of Movies" },
    shows: { type: "string", value: "DIR", help: "Folder of all shows, instead of TV Shows" },
    server: {
      type: "string",
      value: "NAME",
      choices: SERVERS,
      default: "plex",
      help: "Whose rules names follow",
    },
    action: {
      type: "string",
      value: "NAME",
      choices: ACTIONS,
      default: "move",
      help: "What apply does with each file",
    },
    "strict-names": {
      type: "boolean",
      help: "Also rename files in the library that the server reads well as they are",
    },
    "from-names": { type: "boolean", help: "Plan records without a match from their names alone" },
  },
  examples: [
    "scan ~/Downloads | parse | enrich | plan --library /media | apply",
    "scan ~/Downloads | parse | plan --from-names --library /media > plan.ndjson",
  ],
  run: ({ library, movies, shows, server, action, ...flags }, { atEnd, stats }) => {
    if (library === undefined && movies === undefined && shows === undefined) {
      throw new UsageError("Name the folder of your library with --library DIR");
    }
    const summary = new PlanSummary();
    atEnd(() => {
      Object.assign(stats, summary.toJson());
      return summary.toString() || undefined;
    });
    const [inLibrary, inMovies, inShows] = [library, movies, shows].map(toAbsolute);
    return plan({
      library: inLibrary,
      movies: inMovies,
      shows: inShows,
      server,
      action,
      fromNames: flags["from-names"],
      strictNames: flags["strict-names"],
      summary,
    });
  },
});

function toAbsolute(folder: string | undefined): string | undefined {
  return folder === undefined ? undefined : resolve(Deno.cwd(), folder);
}

if (import.meta.main) Deno.exit(await main(command));
