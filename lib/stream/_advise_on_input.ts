/** How the first line begins of what is no NDJSON, and which program makes it that. */
const ADVICE: readonly (readonly [begin: RegExp, advice: string])[] = [
  // deno-lint-ignore no-control-regex -- That is how gzip begins.
  [/^\x1f\x8b/, "the input is compressed: send it through gunzip"],
  [/^\x28\xb5\x2f\xfd/, "the input is compressed: send it through unzstd"],
  [/^(?:\xff\xfe|\xfe\xff)/, "the input is UTF-16: send it through iconv -f UTF-16 -t UTF-8"],
  [/^\s*\{\s*$/, "a record has to stand on one line: send the input through jq -c ."],
  [/^\s*\[\s*(?:\{\s*"|$)/, "the input is one list of records: send it through jq -c '.[]'"],
];

/** What to do about input that begins with `bytes`; nothing where that may be NDJSON, or a list of paths. */
export function adviseOnInput(bytes: Uint8Array): string | undefined {
  const [line = ""] = String.fromCharCode(...bytes.subarray(0, 64)).split("\n", 1);
  return ADVICE.find(([begin]) => begin.test(line))?.[1];
}
