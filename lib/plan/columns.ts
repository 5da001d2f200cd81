/** A column of numbers, one a record, 0 where none was set. */
export interface Column {
  /** What was set for record `ordinal`. */
  get(ordinal: number): number;
  /** Sets it. */
  set(ordinal: number, value: number): void;
}

/** Records of one piece: a column grows by pieces, and takes none where nothing is set. */
const PIECE = 1 << 14;

/** A column of a kind of array; takes as many bytes a record as that does. */
export function createColumn(
  kind: Uint8ArrayConstructor | Uint32ArrayConstructor | Float64ArrayConstructor,
): Column {
  const pieces: (Uint8Array | Uint32Array | Float64Array | undefined)[] = [];
  return {
    get: (ordinal) => pieces[Math.floor(ordinal / PIECE)]?.[ordinal % PIECE] ?? 0,
    set(ordinal, value) {
      const piece = pieces[Math.floor(ordinal / PIECE)] ??= new kind(PIECE);
      piece[ordinal % PIECE] = value;
    },
  };
}
