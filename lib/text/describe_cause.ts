/** Why something could not be read, as the end of a sentence. */
export function describeCause(cause: Error): string {
  const known = CAUSES.find(([type]) => cause instanceof type);
  if (known !== undefined) return known[1];
  const why = cause.message.replace(/ \(os error.*$/s, "");
  return why.charAt(0).toLowerCase() + why.slice(1);
}

const CAUSES: readonly (readonly [type: new () => Error, why: string])[] = [
  [Deno.errors.NotFound, "it is not there"],
  [Deno.errors.PermissionDenied, "permission denied"],
  [Deno.errors.NotCapable, "Deno was not given --allow-read for it"],
  [Deno.errors.FilesystemLoop, "its symbolic links lead in a circle"],
  [Deno.errors.IsADirectory, "it is a folder"],
];
