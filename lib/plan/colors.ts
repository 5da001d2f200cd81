/** Ways to set a text apart on a terminal. */
export type Color = "red" | "green" | "yellow" | "dim";

/** Sources: ECMA-48, select graphic rendition. */
const CODES: Readonly<Record<Color, number>> = { red: 31, green: 32, yellow: 33, dim: 2 };

/** Sets a text apart, or leaves it as it is where `isOn` says so. */
export function createPaint(isOn: boolean): (color: Color, text: string) => string {
  return (color, text) => isOn ? `\x1b[${CODES[color]}m${text}\x1b[0m` : text;
}
