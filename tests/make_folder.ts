/** A temporary folder, which goes when the value leaves its scope. */
export interface TemporaryFolder extends Disposable {
  readonly path: string;
}

/** Makes an empty one. */
export function makeFolder(): TemporaryFolder {
  // macOS and some CI machines hand out a temporary folder behind a link.
  const path = Deno.realPathSync(Deno.makeTempDirSync({ prefix: "shelve-" }));
  return { path, [Symbol.dispose]: () => Deno.removeSync(path, { recursive: true }) };
}
