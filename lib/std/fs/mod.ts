export { existsSync } from "./exists.ts";
export { walk, type WalkEntry, type WalkOptions } from "./walk.ts";
