import { folderOf, nameOf } from "../text/mod.ts";
import { type Plan, StageError } from "../record/mod.ts";
import { type Facts, gatherFacts, type PlannableRecord } from "./facts.ts";
import { findNumbers } from "./is_read.ts";
import type { PlanRules } from "./plan_rules.ts";
import { addPlan, type PlanSummary } from "./plan_summary.ts";
import type { WholePlanner } from "./plan_whole.ts";
import type { StayReason } from "./stay_reasons.ts";
import { plex } from "./templates/plex.ts";

/** The folder of one show, as it lies. */
interface ShowFolder {
  /** Number of the record that carries the file. */
  readonly ordinal: number;
  /** Lines that say which show it is. */
  readonly show: string;
  /** One for each file whose own name does not say which episode it is. */
  readonly episodes: string[];
}

/**
 * A planner that moves nothing: the first record of each show's folder says what `.plexmatch` is to
 * hold, so that Plex matches the show where it lies. Plex reads such files for shows alone.
 *
 * Source: https://support.plex.tv/articles/plexmatch/
 */
export function createPlexmatchPlanner(rules: PlanRules, summary?: PlanSummary): WholePlanner {
  const folders = new Map<string, ShowFolder>();

  function learn(record: PlannableRecord, ordinal: number): void {
    let seen;
    try {
      seen = look(record);
    } catch {
      return; // `write()` tells why
    }
    if (typeof seen === "string") return;
    const { folder, facts } = seen;
    const show = describeShow(facts);
    let known = folders.get(folder);
    if (known === undefined) folders.set(folder, known = { ordinal, show, episodes: [] });
    const line = known.show === show ? toLine(record.file.path, folder, facts) : undefined;
    if (line !== undefined) known.episodes.push(line);
  }

  /** What a record is and where its show lies, or why that is of no use. */
  function look(record: PlannableRecord): { folder: string; facts: Facts } | StayReason {
    const facts = gatherFacts(record, rules);
    if (typeof facts === "string") return facts;
    if (facts.kind === "movie") return "plexmatch_not_for_films";
    const folder = findShowFolder(record.file);
    return folder === undefined ? "no_show_folder" : { folder, facts };
  }

  function toPlan(record: PlannableRecord, ordinal: number): Plan {
    const seen = look(record);
    if (typeof seen === "string") return { action: "none", reason: seen };
    const { ordinal: first, show, episodes } = folders.get(seen.folder)!;
    if (show !== describeShow(seen.facts)) {
      throw new StageError(
        "target_claimed",
        `Cannot match "${record.file.path}" where it lies: record ${first} of the input is another show in "${seen.folder}"`,
      );
    }
    if (first !== ordinal) return { action: "none", reason: "plexmatch_not_needed" };
    const text = [show, ...episodes].map((line) => `${line}\n`).join("");
    const plexmatch = { path: `${seen.folder}/.plexmatch`, text };
    return { action: "none", reason: "plexmatch", plexmatch };
  }

  return {
    learn,
    pass: () => {},
    write: (record, ordinal) => addPlan(record, () => toPlan(record, ordinal), summary),
  };
}

/** The folder that holds the seasons, below what was scanned; else that of the file. */
function findShowFolder({ path, root = "" }: PlannableRecord["file"]): string | undefined {
  const parent = folderOf(path);
  const folder = plex.reads.season.test(nameOf(parent)) ? folderOf(parent) : parent;
  return folder.startsWith(`${root.replace(/\/+$/, "")}/`) && folder.length > 1
    ? folder
    : undefined;
}

function describeShow({ title, year, ids }: Facts): string {
  const lines = {
    title: title.split(CONTROLS).join(" ").trim(),
    year,
    tmdbid: ids.tmdb,
    tvdbid: ids.tvdb,
    imdbid: typeof ids.imdb === "string" && /^tt\d+$/.test(ids.imdb) ? ids.imdb : undefined,
  };
  return Object.entries(lines).filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}: ${value}`).join("\n");
}

const CONTROLS = /[\p{Cc}\p{Cs}\u2028\u2029]+/u;

/** Which episode the file at `path` is, where its name does not say so; a path with a line end cannot be told. */
function toLine(path: string, folder: string, { numbers, name }: Facts): string | undefined {
  if (numbers?.first === undefined || CONTROLS.test(path)) return undefined;
  if (findNumbers(name, numbers, plex.reads) !== undefined) return undefined;
  const below = path.slice(folder.length + 1);
  const { season, first, last } = numbers;
  const [from, to] = [first, last].map((number) => String(number).padStart(2, "0"));
  if (season === 0 && last === undefined) return `sp: ${from}: ${below}`;
  const range = last === undefined ? "" : `-E${to}`;
  return `ep: S${String(season).padStart(2, "0")}E${from}${range}: ${below}`;
}
