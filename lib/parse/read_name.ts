import type { ParsedName } from "../record/mod.ts";
import { bareNumber } from "./bare_number.ts";
import { chooseYear } from "./choose_year.ts";
import { confidenceOf } from "./confidence.ts";
import { explain } from "./explain.ts";
import { findMatches, type Match } from "./find_matches.ts";
import { findGroup } from "./release_group.ts";
import { gather } from "./gather.ts";
import type { ParseOptions } from "./parse_name.ts";
import { resolve } from "./resolve.ts";
import { splitExtension } from "./split_extension.ts";
import { findTitle } from "./title.ts";
import { tokenize } from "./tokenize.ts";
import type { Draft } from "./values.ts";

/** A parsed name, and what folders need to know of how it was read. */
export interface NameReading {
  readonly parsed: ParsedName;
  /** The title does not stand where titles do: before the first number or tag. */
  readonly isTitleBehind: boolean;
}

/** Reads `name` by the tables of rules. */
export function readName(name: string, options: ParseOptions = {}): NameReading {
  const { stem, container } = splitExtension(name.normalize("NFC"));
  const tokens = tokenize(stem);
  const found = findMatches(tokens);
  const resolution = resolve(tokens, found);
  let matches: readonly Match[] = chooseYear(tokens, resolution);
  const number = bareNumber(tokens, matches, resolution);
  if (number !== undefined) {
    matches = [
      ...matches.filter((match) => match.end <= number.start || match.start >= number.end),
      number,
    ]
      .sort((a, b) => a.start - b.start);
  }
  const title = findTitle(tokens, matches);
  const draft: Draft = { kind: "unknown", confidence: 0 };
  if (title.title !== "") draft.title = title.title;
  if (title.alternativeTitle !== undefined) draft.alternativeTitle = title.alternativeTitle;
  gather(matches, draft);
  if (title.episodeTitle !== undefined) draft.episodeTitle = title.episodeTitle;
  const group = findGroup(tokens, matches, title);
  if (group !== undefined) draft.releaseGroup = group;
  if (container !== undefined) draft.container = container;
  const isEpisode = draft.season !== undefined || draft.seasons !== undefined ||
    draft.episodes !== undefined || draft.absoluteEpisodes !== undefined ||
    draft.date !== undefined || matches.some(({ values }) => values.show === true);
  if (isEpisode) draft.kind = "episode";
  else if (draft.title !== undefined) draft.kind = "movie";
  draft.confidence = confidenceOf(draft, matches);
  if (options.explain) draft.explain = explain(stem, matches, resolution);
  return { parsed: draft, isTitleBehind: title.isBehind };
}
