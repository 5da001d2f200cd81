export { ensureDir, ensureDirSync } from "./ensure_dir.ts";
export { exists, existsSync } from "./exists.ts";
export { walk, type WalkEntry, type WalkOptions } from "./walk.ts";
