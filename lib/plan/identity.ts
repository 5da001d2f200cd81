import { foldTitle } from "../text/mod.ts";
import type { Facts } from "./facts.ts";
import type { Draft } from "./plan_record.ts";
import type { PlanRules } from "./plan_rules.ts";

/**
 * What is equal for two files of one film or episode, in one edition and piece; `undefined` for
 * what is about one, or in doubt. The name that a preset gives a film says all that, and an episode's
 * folder with its numbers; a user's template need not, and may say more.
 *
 * With presets no two identities have one name, so that the identity stands for the name as well.
 */
export function toIdentity({ facts, preset }: Draft, rules: PlanRules): string | undefined {
  if (facts === undefined || preset === undefined || facts.extra !== undefined) return undefined;
  if (rules.ownTemplates && !rules.labels) return `:${describe(facts)}`;
  const { root, names } = preset;
  const { numbers, part = "", label = "" } = facts;
  if (numbers === undefined || rules.ownTemplates) return `${root}/${names.join("/")}`;
  const { season, first, last = "", date } = numbers;
  return `${root}/${names[0]}/${season}x${first ?? date}-${last}.${part}${label}`;
}

/** Of a piece: the identity of the whole film or episode in one file. */
export function toWholeIdentity(draft: Draft, rules: PlanRules): string | undefined {
  const { facts, preset } = draft;
  if (facts?.part === undefined || preset?.whole === undefined) return undefined;
  const whole = {
    ...draft,
    facts: { ...facts, part: undefined },
    preset: { ...preset, names: preset.whole },
  };
  return toIdentity(whole, rules);
}

function describe({ kind, ids, title, year, parsed, part, numbers }: Facts): string {
  const { tmdb, imdb, tvdb } = ids;
  const id = tmdb ?? imdb ?? tvdb;
  const { season, first, last, date } = numbers ?? {};
  return [
    kind,
    id ?? `${foldTitle(title)} ${year ?? ""}`,
    foldTitle(parsed.editions?.join(" ") ?? ""),
    part,
    season,
    first,
    last,
    first === undefined ? date : undefined,
  ].join(":");
}
