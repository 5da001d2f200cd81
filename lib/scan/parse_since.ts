/**
 * The moment that `text` means, in milliseconds since 1970: a date (`2026-01-31`, with `T18:00` too, local unless it says
 * otherwise), or the time of the file with this name. Nothing where it is neither.
 */
export function parseSince(
  text: string,
  { statSync }: { readonly statSync: (path: string) => Deno.FileInfo },
): number | undefined {
  if (/^\d{4}-\d\d-\d\d(?:$|[T ]\d)/.test(text)) {
    // A date alone would be one in Greenwich.
    const time = Date.parse(text.length === 10 ? `${text}T00:00` : text.replace(" ", "T"));
    if (!Number.isNaN(time)) return time;
  }
  try {
    return statSync(text).mtime?.getTime();
  } catch {
    return undefined;
  }
}
