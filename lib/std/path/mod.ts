// The POSIX half alone: the other one asks at start which system this is, which costs 30 ms.
// @ts-types="./mod.d.ts"
export { basename } from "deno-std/path/posix/basename.js";
// @ts-types="./mod.d.ts"
export { dirname } from "deno-std/path/posix/dirname.js";
// @ts-types="./mod.d.ts"
export { fromFileUrl } from "deno-std/path/posix/from_file_url.js";
// @ts-types="./mod.d.ts"
export { join } from "deno-std/path/posix/join.js";
// @ts-types="./mod.d.ts"
export { normalize } from "deno-std/path/posix/normalize.js";
// @ts-types="./mod.d.ts"
export { relative } from "deno-std/path/posix/relative.js";
// @ts-types="./mod.d.ts"
export { resolve } from "deno-std/path/posix/resolve.js";
// @ts-types="./mod.d.ts"
export { SEPARATOR } from "deno-std/path/posix/constants.js";
