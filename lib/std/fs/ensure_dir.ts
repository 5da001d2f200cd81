/** Makes `dir` and what is missing above it; a file in its place is an error. */
export async function ensureDir(dir: string | URL): Promise<void> {
  try {
    await Deno.mkdir(dir, { recursive: true });
  } catch (error) {
    throw await isFile(dir) ? notADirectory(dir) : error;
  }
}

/** {@linkcode ensureDir} at once. */
export function ensureDirSync(dir: string | URL): void {
  try {
    Deno.mkdirSync(dir, { recursive: true });
  } catch (error) {
    let file = false;
    try {
      file = !Deno.statSync(dir).isDirectory;
    } catch {
      // The first error says more.
    }
    throw file ? notADirectory(dir) : error;
  }
}

async function isFile(path: string | URL): Promise<boolean> {
  try {
    return !(await Deno.stat(path)).isDirectory;
  } catch {
    return false;
  }
}

function notADirectory(path: string | URL): Error {
  return new Error(`Failed to ensure directory exists: '${path}' is not a directory`);
}
