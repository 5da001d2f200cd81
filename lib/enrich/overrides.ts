import type { Ids, ParsedRecord } from "../record/mod.ts";
import { TITLE_KINDS, type TitleKind } from "./candidate.ts";
import { toCountry } from "./countries.ts";
import { type Fields, isObject, known, toIds, toText, toYear } from "./fields.ts";
import type { TitleQuery } from "./query.ts";
import { toTitleKey } from "./title_words.ts";

/** What a user has decided once and for all: which film or show the files are that it fits. */
export interface Override {
  /** As names have it; fits whatever is spelt alike. */
  readonly title?: string;
  /** Fits only names with this year; without one only names that have none. */
  readonly year?: number;
  /** The same for the tag of a country, ISO 3166-1 in capitals. */
  readonly country?: string;
  /** Instead of a title: fits the whole path of a file; `*` is any text. */
  readonly path?: string;
  /** Of what the ids are. */
  readonly kind: TitleKind;
  /** What it is. */
  readonly ids: Ids;
}

/** The overrides of a user. */
export interface Overrides {
  /** The one that fits a record; a path comes before a title, a later line before an earlier. */
  find(record: ParsedRecord, title: TitleQuery): Override | undefined;
}

/**
 * Reads a file of overrides: NDJSON, of which a line is `{title, year?, country?, kind, ids}` or
 * `{path, kind, ids}`.
 *
 * @throws {TypeError} with the first line that is none
 */
export function readOverrides(text: string): Overrides {
  const byTitle = new Map<string, Override>();
  const byPath: Override[] = [];
  for (const [index, line] of text.split("\n").entries()) {
    if (line.trim() === "") continue;
    const override = readOverride(line, index + 1);
    if (override.path !== undefined) byPath.unshift(override);
    else byTitle.set(toKey(override.title!, override.kind, override), override);
  }
  return {
    find({ file }, { kinds, titles, ...about }) {
      const fitting = byPath.find(({ path }) => fitsPattern(file.path, path!));
      if (fitting !== undefined || byTitle.size === 0) return fitting;
      for (const title of titles) {
        for (const kind of kinds) {
          const override = byTitle.get(toKey(title, kind, about));
          if (override !== undefined) return override;
        }
      }
    },
  };
}

function readOverride(line: string, number: number): Override {
  const fail = (problem: string): never => {
    throw new TypeError(`line ${number} ${problem}`);
  };
  let fields: unknown;
  try {
    fields = JSON.parse(line);
  } catch {
    return fail("is no JSON");
  }
  if (!isObject(fields)) return fail("is no JSON object");
  const kind = TITLE_KINDS.find((kind) => kind === (fields as Fields)["kind"]);
  if (kind === undefined) return fail('needs a "kind": movie, or episode for a show');
  const ids = toIds(fields["ids"]);
  if (Object.keys(ids).length === 0) return fail('needs "ids", such as {"tmdb": 603}');
  const path = typeof fields["path"] === "string" ? fields["path"] : undefined;
  const title = toText(fields["title"]);
  if (path !== undefined) return { path, kind, ids };
  if (title === undefined || toTitleKey(title) === "") return fail('needs a "title" or a "path"');
  const country = toText(fields["country"]);
  return {
    title,
    ...known({ year: toYear(fields["year"]), country: country && (toCountry(country) ?? country) }),
    kind,
    ids,
  };
}

function toKey(
  title: string,
  kind: TitleKind,
  { year, country }: Pick<TitleQuery, "year" | "country">,
): string {
  return JSON.stringify([toTitleKey(title), kind, year, country]);
}

/** Whether `text` is `pattern`, of which each `*` is any text; in linear time for each `*`. */
function fitsPattern(text: string, pattern: string): boolean {
  const [first = "", ...rest] = pattern.split("*");
  const last = rest.pop();
  if (last === undefined) return text === pattern;
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const piece of rest) {
    const found = text.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}
