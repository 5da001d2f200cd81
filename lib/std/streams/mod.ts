// @ts-types="./mod.d.ts"
export { TextLineStream } from "deno-std/streams/text_line_stream.js";
// @ts-types="./mod.d.ts"
export { toText } from "deno-std/streams/to_text.js";
