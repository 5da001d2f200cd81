/** Thrown where it is not certain that every file stands whole at a name that stays. */
export class Conflict extends Error {
  override readonly name = "Conflict";
  /** Whether another look may find a way: the disk failed, or is not there. */
  readonly again: boolean;

  constructor(
    { source, target }: { readonly source: string; readonly target: string },
    why: string,
    { again = false }: { readonly again?: boolean } = {},
  ) {
    super(`Cannot settle "${source}" and "${target}": ${why}; nothing was deleted`);
    this.again = again;
  }
}
