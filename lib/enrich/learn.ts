import type { Ids, MediaFile, MediaRecord, ParsedRecord } from "../record/mod.ts";
import { type Batch, isFailed, isFreshFailure, type Link } from "../stream/mod.ts";
import { TITLE_KINDS, type TitleKind } from "./candidate.ts";
import { type Fields, isObject, known, toIds, toObjects } from "./fields.ts";
import { areInConflict } from "./match_ids.ts";
import type { Override } from "./overrides.ts";
import { toQuery } from "./query.ts";

/**
 * Makes overrides of what a user has changed in records that `enrich` matched: of each whose
 * `match.ids` are not what `enrich` chose itself. What it chose itself is not learnt, and equal
 * overrides come once. Lines that are no records, and ids that are none, are told of at the end, as
 * the error of the stream: among the overrides they have no place.
 */
export function learn(): Link<ParsedRecord, MediaRecord> {
  const learnt = new Set<string>();
  let broken = 0;
  let why = "";
  return new TransformStream<Batch<MediaRecord>, Batch<MediaRecord>>({
    transform(batch, controller) {
      const out: MediaRecord[] = [];
      for (const record of batch) {
        const problem = isFreshFailure(record)
          ? record.errors[0].message
          : isFailed(record)
          ? undefined
          : findWrongId(record);
        if (problem !== undefined && ++broken === 1) why = problem;
        const override = isFailed(record) ? undefined : toOverride(record as ParsedRecord);
        const line = JSON.stringify(override);
        if (override === undefined || learnt.has(line)) continue;
        learnt.add(line);
        out.push({ ...override });
      }
      if (out.length > 0) controller.enqueue(out);
    },
    flush() {
      if (broken === 0) return;
      const lines = broken === 1 ? "1 line" : `${broken} lines, the first of them`;
      throw new Error(`Cannot learn from ${lines}: ${why}`);
    },
  }) as Link<ParsedRecord, MediaRecord>;
}

/** What is wrong with the first id that a user has put into a match and that is none. */
function findWrongId({ file, match }: MediaRecord): string | undefined {
  const ids = (match as Fields | undefined)?.["ids"];
  if (!isObject(ids)) return undefined;
  const right = toIds(ids);
  const wrong = Object.keys(ids).find((name) => ids[name] !== null && !Object.hasOwn(right, name));
  if (wrong === undefined) return undefined;
  const what = JSON.stringify({ [wrong]: ids[wrong] });
  return `match.ids of "${
    (file as MediaFile).path
  }" holds ${what}, and ids are such as {"tmdb":603}`;
}

function toOverride(record: ParsedRecord): Override | undefined {
  const match = record["match"];
  if (!isObject(match)) return undefined;
  const ids = readChoice(match);
  if (Object.keys(ids).length === 0) return undefined;
  const { kinds, titles: [title], year, country } = toQuery(record).title;
  const kind = toKind(match, ids) ?? (kinds.length === 1 ? kinds[0]! : undefined);
  if (kind === undefined) return undefined;
  // A film that was taken for an episode is asked for as an episode ever after.
  if (title === undefined || !kinds.includes(kind)) return { path: record.file.path, kind, ids };
  return { title, ...known({ year, country }), kind, ids };
}

/**
 * The ids that a user has put into a match. What `enrich` takes it also puts first of the
 * candidates; of what it does not take it names no ids.
 */
function readChoice(match: Fields): Ids {
  const ids = toIds(match["ids"]);
  if (match["status"] !== "sure" && match["status"] !== "likely") return ids;
  const [first] = toObjects(match["candidates"]);
  if (first === undefined) {
    const reasons: readonly unknown[] = Array.isArray(match["reasons"]) ? match["reasons"] : [];
    return reasons.includes("id_not_verified") ? {} : ids;
  }
  const own = toIds(first["ids"]);
  if (areSame(own, ids)) return {};
  // Whoever changes one id may leave those that go with the old one.
  return toIds(
    Object.fromEntries(Object.entries(ids).filter(([name, id]) => own[name as keyof Ids] !== id)),
  );
}

/** Whether two sets of ids agree in all that both have, and there is some. */
function areSame(a: Ids, b: Ids): boolean {
  const common = (Object.keys(a) as (keyof Ids)[]).some((name) => b[name] === a[name]);
  return common && !areInConflict(a, b);
}

/** Of the candidate that was chosen; else as the match says. */
function toKind(match: Fields, ids: Ids): TitleKind | undefined {
  const chosen = toObjects(match["candidates"]).find((each) => areSame(toIds(each["ids"]), ids));
  return TITLE_KINDS.find((kind) => kind === (chosen ?? match)["kind"]);
}
