import type { MediaRecord, PlannedRecord } from "../record/mod.ts";
import { isFailed } from "../stream/mod.ts";
import { escapeControls } from "../text/mod.ts";
import { createPaint } from "./colors.ts";

/** A plan as people read it. */
export interface PlanView {
  /** What is shown of a record at once; whole lines, or nothing. */
  show(record: MediaRecord): string;
  /** What is shown at the end. */
  end?(): string;
}

/** A folder with what it holds, by name; a file is a folder of nothing. */
interface Branch {
  readonly children: Map<string, Branch>;
  isNew: boolean;
}

/** Shows at the end how the library will look: what is new in green, what stays as it is. */
export function showTree({ color }: { readonly color: boolean }): PlanView {
  const paint = createPaint(color);
  const libraries = new Map<string, Branch>();

  function add(library: string, path: string, isNew: boolean): void {
    let branches = libraries;
    for (const name of [library, ...path.slice(library.length).split("/")]) {
      if (name === "") continue;
      const branch: Branch = branches.get(name) ?? { children: new Map(), isNew };
      branch.isNew &&= isNew;
      branches.set(name, branch);
      branches = branch.children;
    }
  }

  function* draw({ children }: Branch, indent: string): Generator<string> {
    const names = [...children.keys()].sort(byName);
    for (const [index, name] of names.entries()) {
      const isLast = index === names.length - 1;
      const child = children.get(name)!;
      const text = escapeControls(name);
      yield `${indent}${isLast ? "└── " : "├── "}${child.isNew ? paint("green", text) : text}\n`;
      yield* draw(child, indent + (isLast ? "    " : "│   "));
    }
  }

  return {
    show(record) {
      if (isFailed(record)) return "";
      const { plan } = record as Partial<PlannedRecord>;
      if (plan?.library === undefined || plan.target === undefined) return "";
      const isNew = plan.action !== "none";
      add(plan.library, plan.target, isNew);
      for (const { target } of isNew ? plan.sidecars ?? [] : []) add(plan.library, target, true);
      return "";
    },
    end() {
      let text = "";
      for (const library of [...libraries.keys()].sort(byName)) {
        text += `${escapeControls(library)}\n`;
        for (const line of draw(libraries.get(library)!, "")) text += line;
      }
      return text;
    },
  };
}

/** By code units, so that the order is the same on every machine. */
function byName(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
