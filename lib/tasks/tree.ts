/** Folders by name; a file holds nothing. */
interface Folder extends Map<string, Folder> {}

/** Draws `paths` as a tree, in the order of their names. */
export function renderTree(paths: readonly string[]): string {
  const root: Folder = new Map();
  for (const path of paths.toSorted()) {
    let folder = root;
    for (const name of path.split("/")) {
      if (!folder.has(name)) folder.set(name, new Map());
      folder = folder.get(name)!;
    }
  }
  return drawFolder(root, "").join("\n");
}

function drawFolder(folder: Folder, indent: string): string[] {
  return [...folder].flatMap(([name, inner], index) => {
    const isLast = index === folder.size - 1;
    const line = `${indent}${isLast ? "└── " : "├── "}${name}${inner.size > 0 ? "/" : ""}`;
    return [line, ...drawFolder(inner, indent + (isLast ? "    " : "│   "))];
  });
}
