/** Whether there is a letter in `text` from `start` to `end`. Most are found without the expression, and without a slice. */
export function hasLetter(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code > 127) return /\p{L}/u.test(text.slice(at, end));
    const small = code | 32;
    if (small >= 97 && small <= 122) return true;
  }
  return false;
}
