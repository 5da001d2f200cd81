/** Names that players and rippers give to every film. */
const GENERIC =
  /^(?:vts_\d\d_\d|\d{5}|movie|video|film|feature|main(?: movie)?|title[ _]?t?\d*|untitled|file|index)$/i;

/**
 * Whether `stem` is no name but what a poster put in its place: a hash, a random word, "abc.xyz" of a few letters. Such a
 * name says nothing, and the folder does.
 */
export function isObfuscated(stem: string): boolean {
  if (GENERIC.test(stem) || /^[0-9a-f]{16,}$/i.test(stem)) return true;
  if (/^[0-9a-zA-Z_-]{20,}$/.test(stem)) {
    const changes = stem.match(/[a-z][A-Z0-9]|[0-9][a-zA-Z]/g)?.length ?? 0;
    return changes * 4 >= stem.length - 6 && !/[_-]/.test(stem.slice(3, -3));
  }
  if (/^(?:[0-9a-f]{8}-[0-9a-f]{4}-|abc\.xyz|b00bs\.)/i.test(stem)) return true;
  return false;
}
