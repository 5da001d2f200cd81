const UNITS: Readonly<Record<string, number>> = {
  "": 1,
  "k": 1e3,
  "m": 1e6,
  "g": 1e9,
  "t": 1e12,
  "ki": 2 ** 10,
  "mi": 2 ** 20,
  "gi": 2 ** 30,
  "ti": 2 ** 40,
};

/** Bytes that `text` means: `500`, `300M`, `1.5 GiB`; nothing where it is no size. K is 1000, Ki is 1024. */
export function parseSize(text: string): number | undefined {
  const match = /^(?<number>\d{1,15}(?:\.\d{1,9})?) ?(?<unit>[kmgt]i?|)b?$/i.exec(text.trim());
  if (match === null) return undefined;
  const { number, unit } = match.groups!;
  return Math.round(Number(number) * UNITS[unit!.toLowerCase()]!);
}
