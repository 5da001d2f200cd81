/** Whether `text` is of ASCII alone, as most names are: to normalize these is to no purpose, and slow. */
export function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 127) return false;
  return true;
}
