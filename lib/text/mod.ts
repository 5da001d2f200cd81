/**
 * Leaf helpers on strings that two stages need.
 *
 * @module
 */
export { escapeControls } from "./escape_controls.ts";
export { type Fingerprint, fingerprint } from "./fingerprint.ts";
export { foldTitle } from "./fold_title.ts";
export { editDistance, titleSimilarity } from "./similarity.ts";
