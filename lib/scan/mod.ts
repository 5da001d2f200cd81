/**
 * Finds what can be played below a folder, with all that belongs to it.
 *
 * @module
 */
export type { ScanFileSystem } from "./file_system.ts";
export { describeLeftOut, LEFT_OUT, type LeftOutCounts, type LeftOutReason } from "./left_out.ts";
export { scan, type ScanOptions } from "./scan.ts";
