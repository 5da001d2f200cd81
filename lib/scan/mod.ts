/**
 * Finds what can be played below a folder, with all that belongs to it.
 *
 * @module
 */
export type { ScanFileSystem } from "./ask.ts";
export { describeLeftOut, LEFT_OUT, type LeftOutCounts, type LeftOutReason } from "./left_out.ts";
export { scan, type ScanOptions } from "./scan.ts";
export { splitPaths } from "./split_paths.ts";
export type { ScanProgress } from "./walk_settings.ts";
export type { WishOptions } from "./wishes.ts";
export { readScanFlags } from "./read_scan_flags.ts";
export { readSeenFiles, type SeenFiles } from "./seen_files.ts";
export { watch, type WatchOptions } from "./watch.ts";
export type { WatchEvents } from "./open_events.ts";
