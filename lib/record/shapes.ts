/** Of the contract between stages: what a record's `v` must be, where it has one. */
export const CONTRACT_VERSION = 1;

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
  | "integer"
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
  dev: "integer?",
  ino: "integer?",
  nlink: "integer?",
  kind: "string?",
  files: "integer?",
  sidecars: [{
    path: "string",
    kind: "string",
    size: "integer?",
    mtime: "string?",
    ino: "integer?",
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
  remux: "boolean?",
  videoCodec: "string?",
  audioCodecs: "string[]?",
  audioChannels: "string?",
  hdr: "string[]?",
  bitDepth: "integer?",
  threeD: "boolean?",
  proper: "boolean?",
  repack: "boolean?",
  version: "integer?",
  releaseGroup: "string?",
  languages: "string[]?",
  subtitleLanguages: "string[]?",
  streamingService: "string?",
  checksum: "string?",
  container: "string?",
  ids: "object?",
  extra: "string?",
  confidence: "number?",
};

const MATCH: Shape = {
  status: "string",
  kind: "string?",
  provider: "string?",
  ids: "object?",
  title: "string?",
  originalTitle: "string?",
  year: "integer?",
  season: "integer?",
  episodes: [{ season: "integer", number: "integer", title: "string?", airDate: "string?" }],
  score: "number?",
  gap: "number?",
  reasons: "string[]?",
  fetchedAt: "string?",
  stale: "boolean?",
};

const PLAN: Shape = {
  action: "string",
  library: "string?",
  target: "string?",
  server: "string?",
  reason: "string?",
  why: "string?",
  plexmatch: "object?",
  sidecars: [{ source: "string", target: "string" }],
  replaces: [{
    path: "string",
    trash: "string",
    size: "integer?",
    mtime: "string?",
    ino: "integer?",
  }],
  via: "string?",
  leftBehind: "string[]?",
};

const PLACED: Shape = {
  source: "string",
  target: "string",
  size: "integer",
  mtime: "string",
  ino: "integer?",
  hash: "string?",
  method: "string?",
};

const RESULT: Shape = {
  status: "string",
  run: "string",
  op: "integer",
  action: "string",
  method: "string?",
  source: "string",
  target: "string",
  sidecars: [PLACED],
  replaced: [PLACED],
  bytes: "integer?",
  at: "string?",
  metadata: "string?",
  reason: "string?",
  size: "integer?",
  mtime: "string?",
  ino: "integer?",
  hash: "string?",
};

/** Shape of each key: checked before a stage that needs it sees the record. A record is data and may be forged. */
export const SHAPES: { readonly [Key in StageKey]: Shape } = {
  file: FILE,
  parsed: PARSED,
  match: MATCH,
  plan: PLAN,
  result: RESULT,
};
