import { StageError } from "../record/mod.ts";
import { byteLength, cutToBytes, fits } from "./cut_text.ts";
import { CUT_ORDER, type FieldValues } from "./fields.ts";
import { MAX_SEGMENT, toSegment } from "./path_segment.ts";
import { findMissing, type Segment, type Template, writeNodes } from "./template.ts";

/**
 * The names of a path: folders first. Each is safe and fits; in one that is too long the fields of
 * `CUT_ORDER` give way, each cut by what readers see as a character.
 *
 * @param room bytes that the last name leaves free, for the extensions
 * @throws {StageError} `no_metadata` where a field is not known, `name_too_long` where no cut helps
 */
export function writePath(template: Template, values: FieldValues, room: number): string[] {
  const last = template.segments.length - 1;
  return template.segments
    .map((segment, index) => writeSegment(segment, values, MAX_SEGMENT - (index < last ? 0 : room)))
    .filter((name, index) => name !== "" || index === last);
}

function writeSegment(segment: Segment, values: FieldValues, limit: number): string {
  const text = writeNodes(segment.nodes, values);
  if (text === undefined) {
    const missing = findMissing(segment.nodes, values);
    throw new StageError("no_metadata", `Cannot write a name: its ${missing} is not known`);
  }
  const whole = toSegment(text);
  return fits(whole, limit) ? whole : shorten(segment, values, limit);
}

function shorten(segment: Segment, values: FieldValues, limit: number): string {
  const cuts = new Map<string, string | undefined>();
  const cutValues: FieldValues = (name) => cuts.has(name) ? cuts.get(name) : values(name);
  for (const field of CUT_ORDER) {
    if (!segment.fields.has(field)) continue;
    for (let value = values(field); value !== undefined; value = cuts.get(field)) {
      const text = writeNodes(segment.nodes, cutValues);
      if (text === undefined) break;
      const name = toSegment(text);
      const over = byteLength(name) - limit;
      if (over <= 0) return name;
      const cut = cutToBytes(value, byteLength(value) - over);
      cuts.set(field, cut === "" ? undefined : cut);
    }
  }
  const text = writeNodes(segment.nodes, cutValues);
  const name = text === undefined ? undefined : toSegment(text);
  if (name !== undefined && fits(name, limit)) return name;
  throw new StageError("name_too_long", `Cannot write a name of at most ${limit} bytes`);
}
