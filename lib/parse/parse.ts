import { type FileRecord, type ParsedRecord, StageError } from "../record/mod.ts";
import { type Link, mapRecords } from "../stream/mod.ts";
import type { ParseOptions } from "./read_name.ts";
import { parsePath } from "./parse_path.ts";

/** Reads each file's name and folders into their parts: adds `parsed`. */
export function parse(options: ParseOptions = {}): Link<FileRecord, ParsedRecord> {
  return mapRecords<FileRecord, ParsedRecord>("parse", (record) => {
    const { path } = record.file;
    if (path.includes("\0")) {
      throw new StageError("invalid_name", "Cannot read a name: it holds a NUL character");
    }
    return { ...record, parsed: parsePath(path, options) };
  });
}
