/** The key that each stage owns: it writes this one and no other, and passes by a record that has it. */
export const STAGE_KEYS = {
  scan: "file",
  parse: "parsed",
  enrich: "match",
  plan: "plan",
  apply: "result",
} as const;

/** A key of a record that a stage owns. */
export type StageKey = typeof STAGE_KEYS[keyof typeof STAGE_KEYS];

/**
 * What a value must look like. Names a primitive, with `?` where it may be absent and `[]` for a list of it; an object
 * lists the fields that are checked and lets others be; `[shape]` is an optional list of such objects.
 */
export type Shape =
  | "string"
  | "string?"
  | "number"
  | "number?"
  | "integer?"
  | "boolean?"
  | "string[]?"
  | "number[]?"
  | "integer[]?"
  | "object?"
  | readonly [Shape]
  | { readonly [field: string]: Shape };

const FILE: Shape = {
  path: "string",
  root: "string?",
  size: "integer?",
  mtime: "string?",
  kind: "string?",
  files: "integer?",
  sidecars: [{
    path: "string",
    kind: "string",
    size: "integer?",
    mtime: "string?",
    language: "string?",
    flags: "string[]?",
  }],
};

const PARSED: Shape = {
  kind: "string",
  title: "string?",
  alternativeTitle: "string?",
  year: "integer?",
  country: "string?",
  season: "integer?",
  seasons: "integer[]?",
  episodes: "integer[]?",
  absoluteEpisodes: "number[]?",
  date: "string?",
  episodeTitle: "string?",
  part: "integer?",
  editions: "string[]?",
  resolution: "string?",
  source: "string?",
  extra: "string?",
  container: "string?",
  ids: "object?",
};

const MATCH: Shape = {
  status: "string",
  kind: "string?",
  title: "string?",
  year: "integer?",
  season: "integer?",
  ids: "object?",
  reasons: "string[]?",
  episodes: [{ season: "number", number: "number", title: "string?", airDate: "string?" }],
};

const PLAN: Shape = {
  action: "string",
  library: "string?",
  target: "string?",
  reason: "string?",
  sidecars: [{ source: "string", target: "string" }],
  leftBehind: "string[]?",
};

const RESULT: Shape = {
  status: "string",
  run: "string",
  op: "number",
  action: "string",
  source: "string",
  target: "string",
  size: "integer?",
  mtime: "string?",
  sidecars: [{ source: "string", target: "string", size: "number", mtime: "string" }],
};

/** Shape of each key: checked before a stage that needs it sees the record. A record is data and may be forged. */
export const SHAPES: { readonly [Key in StageKey]: Shape } = {
  file: FILE,
  parsed: PARSED,
  match: MATCH,
  plan: PLAN,
  result: RESULT,
};
