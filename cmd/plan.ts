#!/usr/bin/env -S deno run -q --no-prompt --v8-flags=--max-semi-space-size=4 -P=plan
import { resolve } from "@std/path";
import { defineCommand, main, UsageError } from "../lib/cli/mod.ts";
import {
  ACCEPTED,
  ACTIONS,
  createPlanSummary,
  DUPLICATES,
  listFields,
  plan,
  SAMPLES,
  SERVERS,
  TemplateError,
} from "../lib/plan/mod.ts";
import { fromRecords } from "../lib/stream/mod.ts";

/** `plan`: where each file belongs. */
export const command = defineCommand({
  name: "plan",
  summary: "Decide where each file belongs, without touching the disk",
  description:
    "Films go to Movies and shows to TV Shows in the library, or to the folders named. Only a sure " +
    "or likely match is acted on; what is in doubt stays where it is and says why. So does what the " +
    "server reads well where it lies: scan the library first and new files join its folders.",
  reads: "records",
  requires: ["file", "parsed"],
  accepts: ["match"],
  // deno-fmt-ignore -- a table
  flags: {
    library: { type: "string", value: "DIR", help: "Folder that holds Movies and TV Shows" },
    movies: { type: "string", value: "DIR", help: "Folder of all films, instead of Movies" },
    shows: { type: "string", value: "DIR", help: "Folder of all shows, instead of TV Shows" },
    server: { type: "string", value: "NAME", choices: SERVERS, default: "plex", help: "Whose rules names follow" },
    action: { type: "string", value: "NAME", choices: ACTIONS, default: "move", help: "What apply does with each file" },
    accept: { type: "string", value: "STATUS", choices: ACCEPTED, default: "likely", help: "The least sure match that is acted on" },
    duplicates: { type: "string", value: "HOW", choices: DUPLICATES, default: "flag", help: "A second file of one film or episode: fail it, or label all files with resolution and source" },
    "from-names": { type: "boolean", help: "Plan records without a match from their names alone" },
    "strict-names": { type: "boolean", help: "Also rename files in the library that the server reads well" },
    "movie-template": { type: "string", value: "TEXT", help: "Folder and file of a film, in place of the server's" },
    "show-template": { type: "string", value: "TEXT", help: "Folder of a show" },
    "season-template": { type: "string", value: "TEXT", help: "Folder of a season, in the show's" },
    "episode-template": { type: "string", value: "TEXT", help: "File of an episode, in the season's folder" },
    fields: { type: "boolean", help: "List the fields and filters of templates, and read nothing" },
    preview: { type: "boolean", help: "Plan sample records, and read nothing" },
  },
  examples: [
    "scan ~/Downloads | parse | enrich | plan --library /media | apply",
    "scan /media ~/Downloads | parse | enrich | plan --library /media > plan.ndjson",
    "plan --preview --movie-template '<title><? (<year>)>/<title><? [<resolution>]>' | jq .plan.target",
  ],
  run(flags, { atEnd, stats }) {
    const { server, action, accept, duplicates } = flags;
    if (flags.fields) return fromRecords(listFields());
    const isNamed = (flags.library ?? flags.movies ?? flags.shows) !== undefined;
    if (!isNamed && !flags.preview) {
      throw new UsageError("Name the folder of your library with --library DIR");
    }
    const named = [isNamed ? flags.library : "/library", flags.movies, flags.shows];
    const [library, movies, shows] = named.map(toAbsolute);
    const summary = createPlanSummary();
    try {
      const planning = plan({
        ...{ library, movies, shows, summary, server, action, accept, duplicates },
        fromNames: flags["from-names"],
        strictNames: flags["strict-names"],
        templates: {
          movie: flags["movie-template"],
          show: flags["show-template"],
          season: flags["season-template"],
          episode: flags["episode-template"],
        },
      });
      if (flags.preview) return fromRecords(SAMPLES).pipeThrough(planning);
      atEnd(() => {
        Object.assign(stats, summary.toJson());
        return summary.toString() || undefined;
      });
      return planning;
    } catch (error) {
      throw error instanceof TemplateError ? new UsageError(error.message) : error;
    }
  },
});

function toAbsolute(folder: string | undefined): string | undefined {
  return folder === undefined ? undefined : resolve(Deno.cwd(), folder);
}

if (import.meta.main) Deno.exit(await main(command));
