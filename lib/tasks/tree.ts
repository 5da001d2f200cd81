/** Draws `paths` as a tree, in the order of their names; `note` may add something behind a file. */
export function renderTree(
  paths: readonly string[],
  note: (path: string) => string = () => "",
): string {
  return drawFolder(toFolder(paths), { indent: "", path: "", note }).join("\n");
}

/** Folders by name; a file has no content. */
interface Folder extends Map<string, Folder> {}

interface DrawOptions {
  readonly indent: string;
  readonly path: string;
  readonly note: (path: string) => string;
}

function toFolder(paths: readonly string[]): Folder {
  const root: Folder = new Map();
  for (const path of [...paths].sort()) {
    let folder = root;
    for (const name of path.split("/")) {
      if (!folder.has(name)) folder.set(name, new Map());
      folder = folder.get(name)!;
    }
  }
  return root;
}

function drawFolder(folder: Folder, { indent, path, note }: DrawOptions): string[] {
  return [...folder].flatMap(([name, inner], index) => {
    const last = index === folder.size - 1;
    const whole = path + name;
    const line = `${indent}${last ? "└── " : "├── "}${name}${inner.size > 0 ? "/" : note(whole)}`;
    const deeper = indent + (last ? "    " : "│   ");
    return [line, ...drawFolder(inner, { indent: deeper, path: `${whole}/`, note })];
  });
}
