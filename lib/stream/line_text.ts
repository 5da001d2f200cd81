import type { MediaRecord } from "../record/mod.ts";

/** Where a record keeps the line that it was read from. A spread copies it along; JSON leaves it out. */
const LINE = Symbol("line");

/** A line, and what it held. */
interface Line {
  readonly text: string;
  readonly record: Readonly<Record<string, unknown>>;
}

type Kept = MediaRecord & { [LINE]?: Line };

/** Lets `record` and its copies know the line that it was read from. */
export function keepLine(record: MediaRecord, text: string): void {
  (record as Kept)[LINE] = { text, record };
}

/** How long the line of a record is, in characters; 0 where it was not kept. */
export function lengthOfLine(record: MediaRecord): number {
  return (record as Kept)[LINE]?.text.length ?? 0;
}

/**
 * The line of a record that a stage has only added keys to: its own text, with those at the end. `undefined` where the
 * line was not kept, or something in it is gone or another. So what nobody touched keeps each digit (`1.10`, `1e400`)
 * and costs nothing. Looks at no more than the record's own keys: a stage copies what it changes.
 */
export function extendLine(record: MediaRecord): string | undefined {
  const line = (record as Kept)[LINE];
  if (line === undefined) return undefined;
  if (line.record === record) return line.text;
  const before = Object.keys(line.record);
  const keys = Object.keys(record);
  for (let at = 0; at < before.length; at++) {
    const key = before[at]!;
    if (keys[at] !== key || record[key] !== line.record[key]) return undefined;
  }
  let text = line.text.slice(0, line.text.lastIndexOf("}"));
  for (let at = before.length; at < keys.length; at++) {
    const json = JSON.stringify(record[keys[at]!]);
    if (json !== undefined) text += `${at === 0 ? "" : ","}${JSON.stringify(keys[at])}:${json}`;
  }
  return text + "}";
}
