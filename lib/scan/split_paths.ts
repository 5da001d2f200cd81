/**
 * Bytes of a list of paths to the paths, as many at once as a chunk held: a line each, or, if a NUL stands in the first
 * chunk, what lies between NULs, as `find -print0` and `fd -0` write. Empty ones are passed over.
 */
export function splitPaths(): TransformStream<Uint8Array, readonly string[]> {
  // A byte order mark is part of a name, however odd, but not at the beginning of a list.
  const decoder = new TextDecoder("utf-8");
  let separator: string | undefined;
  let rest = "";

  function split(text: string): string[] {
    if (separator === undefined && text !== "") separator = text.includes("\0") ? "\0" : "\n";
    // Looked for in the new text only, so that a path without end takes no square of time.
    const end = separator === undefined ? -1 : text.lastIndexOf(separator);
    if (end < 0) {
      rest += text;
      return [];
    }
    const paths = (rest + text.slice(0, end)).split(separator!);
    rest = text.slice(end + 1);
    return clean(paths);
  }

  function clean(paths: readonly string[]): string[] {
    const ends = separator === "\n" ? paths.map((path) => path.replace(/\r$/, "")) : paths;
    return ends.filter((path) => path !== "");
  }

  return new TransformStream({
    transform(chunk, controller) {
      const paths = split(decoder.decode(chunk, { stream: true }));
      if (paths.length > 0) controller.enqueue(paths);
    },
    flush(controller) {
      const paths = clean([...split(decoder.decode()), rest]);
      if (paths.length > 0) controller.enqueue(paths);
    },
  });
}
