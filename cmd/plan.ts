#!/usr/bin/env -S deno run -q --no-prompt --v8-flags=--max-semi-space-size=4 -P=plan
import { defineCommand, main, UsageError } from "../lib/cli/mod.ts";
import {
  ACCEPTED,
  ACTIONS,
  createPlanSummary,
  DUPLICATES,
  listFields,
  plan,
  readPlanFlags,
  SAMPLES,
  SERVERS,
  showDiff,
  showTree,
  TARGET_FS_NAMES,
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
    anime: { type: "string", value: "DIR", help: "Folder of shows whose names count episodes without seasons" },
    unmatched: { type: "string", value: "DIR", help: "Collect here what is in doubt, instead of leaving it" },
    server: { type: "string", value: "NAME", choices: SERVERS, default: "plex", help: "Whose rules names follow" },
    action: { type: "string", value: "NAME", choices: ACTIONS, default: "move", help: "What apply does with each file" },
    accept: { type: "string", value: "STATUS", choices: ACCEPTED, default: "likely", help: "The least sure match that is acted on" },
    duplicates: { type: "string", value: "HOW", choices: DUPLICATES, default: "flag", help: "A second file of one film or episode: fail it, take the best, or label all files" },
    replace: { type: "boolean", help: "Let a better file take the place of what the library holds, if both names say how good they are" },
    whole: { type: "boolean", help: "Hold the output to the end, and see swaps and chains of names" },
    plexmatch: { type: "boolean", excludes: ["replace", "unmatched"], help: "Move nothing: give the .plexmatch files by which Plex finds shows where they lie" },
    "target-fs": { type: "string", value: "NAME", choices: TARGET_FS_NAMES, default: "portable", help: "What names may hold, and how long paths may be" },
    "from-names": { type: "boolean", help: "Plan records without a match from their names alone" },
    "strict-names": { type: "boolean", help: "Also rename files in the library that the server reads well" },
    "movie-template": { type: "string", value: "TEXT", help: "Folder and file of a film, in place of the server's" },
    "show-template": { type: "string", value: "TEXT", help: "Folder of a show" },
    "season-template": { type: "string", value: "TEXT", help: "Folder of a season, in the show's" },
    "episode-template": { type: "string", value: "TEXT", help: "File of an episode, in the season's folder" },
    templates: { type: "string", value: "TEXT", help: 'All of them, a line each: --templates "$(cat FILE)"' },
    fields: { type: "boolean", excludes: ["preview"], help: "List the fields and filters of templates, and read nothing" },
    preview: { type: "boolean", help: "Plan sample records, and read nothing" },
    tree: { type: "boolean", excludes: ["diff"], help: "Show how the library will look; records still go to a file or pipe" },
    diff: { type: "boolean", help: "Show each file's old and new name; records still go to a file or pipe" },
  },
  examples: [
    "scan ~/Downloads | parse | enrich | plan --library /media | apply",
    "scan /media ~/Downloads | parse | enrich | plan --library /media --diff",
    "scan /media ~/Downloads | parse | enrich | plan --library /media --replace > plan.ndjson",
    "plan --preview --movie-template '<title><? (<year>)>/<title><? [<resolution>]>' --tree",
  ],
  run(flags, { atEnd, stats, present, again }) {
    if (flags.fields) return fromRecords(listFields());
    const isNamed = (flags.library ?? flags.movies ?? flags.shows ?? flags.anime) !== undefined;
    if (!isNamed && !flags.preview && !flags.plexmatch) {
      throw new UsageError("Name the folder of your library with --library DIR");
    }
    const library = isNamed ? flags.library : "/library";
    const summary = createPlanSummary();
    const options = readPlanFlags({ ...flags, library }, Deno.cwd());
    const planning = plan({ ...options, summary, again: options.whole ? again() : undefined });
    if (flags.tree || flags.diff) present(flags.tree ? showTree : showDiff);
    if (flags.preview) return fromRecords(SAMPLES).pipeThrough(planning);
    atEnd(() => {
      Object.assign(stats, summary.toJson());
      return summary.toString() || undefined;
    });
    return planning;
  },
});

if (import.meta.main) Deno.exit(await main(command));
