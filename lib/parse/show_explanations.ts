import type { ParsedRecord } from "../record/mod.ts";
import { type Link, mapRecords } from "../stream/mod.ts";
import { renderExplanation, type RenderOptions } from "./render_explanation.ts";

/** Where and how {@linkcode showExplanations} writes. */
export interface ExplainOptions extends RenderOptions {
  /** Takes the lines of one record. */
  readonly write: (text: string) => void;
}

/** Shows each explained record to a person, in place of its data; records without an explanation travel on. */
export function showExplanations(options: ExplainOptions): Link<ParsedRecord, ParsedRecord> {
  return mapRecords<ParsedRecord, ParsedRecord>("explain", (record) => {
    if (record.parsed.explain === undefined) return record;
    options.write(renderExplanation(record.parsed, options));
    return undefined;
  });
}
