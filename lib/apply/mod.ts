/**
 * Puts files into their places and takes that back, so that none is ever lost.
 *
 * @module
 */
export { apply, type ApplyOptions } from "./apply.ts";
export { DISK, type FileSystem } from "./file_system.ts";
export { type FolderMode } from "./folders.ts";
export { parseFolderMode } from "./parse_folder_mode.ts";
export { type PreparedRun, prepareRun, type RunCommand, toRunId } from "./prepare_run.ts";
export { type LibraryFlags, type NamedLibraries, readLibraries } from "./read_libraries.ts";
export { readRun, type ReadRunOptions } from "./read_run.ts";
export { recover, type RecoverOptions, type Recovery } from "./recover.ts";
export { type RunOptions } from "./run.ts";
export { findStatePath } from "./state_folder.ts";
export { type DiskFacts, openMeasure } from "./survey.ts";
export { createCopyMeter, createTally, describeTally, type Tally } from "./tally.ts";
export { undo, type UndoOptions } from "./undo.ts";
