/**
 * Leaf helpers on strings that two stages need.
 *
 * @module
 */
export { describeCause } from "./describe_cause.ts";
export { editDistance } from "./edit_distance.ts";
export { escapeControls } from "./escape_controls.ts";
export { type Fingerprint, fingerprint } from "./fingerprint.ts";
export { foldTitle } from "./fold_title.ts";
export { isAscii } from "./is_ascii.ts";
export { folderOf, isWithin, nameOf, stemOfPath } from "./paths.ts";
export { createPathSet, type PathSet } from "./path_set.ts";
