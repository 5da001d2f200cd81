/**
 * The beginning of `text` that fits into so many columns of a terminal. A line that is too long would be broken into
 * two, of which only the second could be drawn over.
 *
 * Source: Unicode Standard Annex 11, East Asian Width, by whole blocks
 */
export function fitWidth(text: string, columns: number): string {
  let width = 0;
  let end = 0;
  for (const character of text) {
    width += NONE.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
    if (width > columns) break;
    end += character.length;
  }
  return text.slice(0, end);
}

const NONE = /[\p{Mn}\p{Me}\p{Cf}]/u;
const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
