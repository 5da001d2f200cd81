import { StageError } from "../record/mod.ts";
import { byteLength, cutToBytes, fits } from "./cut_text.ts";
import { CUT_ORDER, type FieldValues } from "./fields.ts";
import { MAX_SEGMENT, toSegment } from "./path_segment.ts";
import { TARGET_FILE_SYSTEMS, type TargetFs } from "./target_fs.ts";
import { findMissing, type Segment, type Template } from "./template.ts";

/** Where a path is to lie. */
export interface PathLimits {
  readonly fs: TargetFs;
  /** Bytes that the last name leaves free, for the extensions. */
  readonly room: number;
  /** UTF-16 units that stand in front of the path. */
  readonly before: number;
}

/** Longest that one name may be. */
interface Limit {
  readonly fs: TargetFs;
  readonly bytes: number;
  /** UTF-16 units. */
  readonly units: number;
}

/**
 * The names of a path: folders first. Each is safe and fits; in one that is too long the fields of
 * `CUT_ORDER` give way, each cut by what readers see as a character.
 *
 * @throws {StageError} `no_metadata` where a field is not known, `name_too_long` where no cut helps
 */
export function writePath(
  template: Template,
  values: FieldValues,
  { fs, room, before }: PathLimits = { fs: TARGET_FILE_SYSTEMS.portable, room: 0, before: 0 },
): string[] {
  const names: string[] = [];
  const last = template.segments.length - 1;
  let left = fs.maxPath - before;
  for (let index = 0; index <= last; index++) {
    const segment = template.segments[index]!;
    const free = index < last ? 0 : room;
    const name = writeSegment(segment, values, {
      fs,
      bytes: MAX_SEGMENT - free,
      units: left - 1 - free,
    });
    if (name === "" && index < last) continue;
    names.push(name);
    left -= name.length + 1;
  }
  return names;
}

function writeSegment(segment: Segment, values: FieldValues, limit: Limit): string {
  const text = segment.write(values);
  if (text === undefined) {
    const missing = findMissing(segment, values);
    throw new StageError("no_metadata", `Cannot write a name: its ${missing} is not known`);
  }
  const whole = toSegment(text, limit.fs);
  return isWithin(whole, limit) ? whole : shorten(segment, values, limit);
}

function isWithin(name: string, { bytes, units }: Limit): boolean {
  return name.length <= units && fits(name, bytes);
}

function shorten(segment: Segment, values: FieldValues, limit: Limit): string {
  const cuts = new Map<string, string | undefined>();
  const cutValues: FieldValues = (name) => cuts.has(name) ? cuts.get(name) : values(name);
  for (const field of CUT_ORDER) {
    if (!segment.fields.has(field)) continue;
    for (let value = values(field); value !== undefined; value = cuts.get(field)) {
      const text = segment.write(cutValues);
      if (text === undefined) break;
      const name = toSegment(text, limit.fs);
      const over = Math.max(byteLength(name) - limit.bytes, name.length - limit.units);
      if (over <= 0) return name;
      const cut = cutToBytes(value, byteLength(value) - over);
      cuts.set(field, cut === "" ? undefined : cut);
    }
  }
  const text = segment.write(cutValues);
  const name = text === undefined ? undefined : toSegment(text, limit.fs);
  if (name !== undefined && isWithin(name, limit)) return name;
  const most = Math.max(0, Math.min(limit.bytes, limit.units));
  throw new StageError("name_too_long", `Cannot write a name of at most ${most} characters`);
}
