import type {
  FailedRecord,
  Match,
  MatchCandidate,
  MediaFile,
  MediaRecord,
  PlannedRecord,
} from "../record/mod.ts";
import { isFailed } from "../stream/mod.ts";
import { escapeControls, nameOf } from "../text/mod.ts";

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
    const names = [...children.keys()].sort();
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
      if (typeof plan?.library !== "string" || typeof plan.target !== "string") return "";
      const isNew = plan.action !== "none";
      add(plan.library, plan.target, isNew);
      for (const { target } of isNew ? plan.sidecars ?? [] : []) add(plan.library, target, true);
      return "";
    },
    end() {
      let text = "";
      for (const library of [...libraries.keys()].sort()) {
        text += `${escapeControls(library)}\n`;
        for (const line of draw(libraries.get(library)!, "")) text += line;
      }
      return text;
    },
  };
}

/** Shows each record as it lies now and as it is to lie; of what stays or failed, why. */
export function showDiff({ color }: { readonly color: boolean }): PlanView {
  const paint = createPaint(color);
  const line = (sign: string, text: string) => `${sign} ${escapeControls(text)}`;
  return {
    show(record: MediaRecord) {
      if (isFailed(record)) return paint("red", line("!", describeFailure(record))) + "\n";
      const { file, match, plan } = record as Partial<PlannedRecord>;
      if (typeof file?.path !== "string" || !plan) return "";
      const { target } = plan;
      // A plan that came in may have been changed by hand.
      if (plan.action === "none" || typeof target !== "string") {
        const doubt = plan.reason === "ambiguous" ? describeDoubt(match) : "";
        const why = (plan.why ?? plan.reason ?? "the plan has no target") + doubt;
        return paint("dim", line("=", `${file.path}  (${why})`)) + "\n";
      }
      const rows = [paint("red", line("-", file.path))];
      rows.push(paint("green", line("+", target)));
      for (const { source, target } of plan.sidecars ?? []) {
        rows.push(`  ${paint("red", line("-", nameOf(source)))}`);
        rows.push(`  ${paint("green", line("+", nameOf(target)))}`);
      }
      for (const { path, trash } of plan.replaces ?? []) {
        rows.push(`  ${paint("yellow", line("~", `${nameOf(path)}  (to ${trash})`))}`);
      }
      if (plan.why !== undefined) rows.push(`  ${paint("dim", escapeControls(plan.why))}`);
      return `${rows.join("\n")}\n\n`;
    },
  };
}

/**
 * What a file in doubt may be, the likeliest first, with what to write into its name to settle that; or why it cannot be
 * told which episode of a known show it is.
 */
function describeDoubt(match: Partial<Match> | undefined): string {
  const reason: unknown = Array.isArray(match?.reasons) ? match.reasons.at(-1) : undefined;
  if (typeof reason === "string" && reason.startsWith("episode_")) return `: ${reason}`;
  const all = Array.isArray(match?.candidates) ? match.candidates as Partial<MatchCandidate>[] : [];
  const texts = all.slice(0, SHOWN).map((candidate) => {
    const { title, year, ids } = candidate ?? {};
    const [id] = Object.entries(ids ?? {});
    return [title, ...(year ? [`(${year})`] : []), ...(id ? [`{${id.join("-")}}`] : [])].join(" ");
  });
  return texts.length === 0 ? "" : `: ${texts.join(", ")}${all.length > SHOWN ? ", …" : ""}`;
}

const SHOWN = 3;

/** A record from the wire may say anything of how it failed. */
function describeFailure({ errors, file }: FailedRecord): string {
  const message: unknown = errors[0]?.message;
  const why = typeof message === "string" ? message : JSON.stringify(errors);
  const { path } = (file ?? {}) as Partial<MediaFile>;
  return typeof path !== "string" || why.includes(path) ? why : `${why} (${path})`;
}

/** Ways to set a text apart on a terminal. */
type Color = "red" | "green" | "yellow" | "dim";

/** Sources: ECMA-48, select graphic rendition. */
const CODES: Readonly<Record<Color, number>> = { red: 31, green: 32, yellow: 33, dim: 2 };

/** Sets a text apart, or leaves it as it is where `isOn` says so. */
function createPaint(isOn: boolean): (color: Color, text: string) => string {
  return (color, text) => isOn ? `\x1b[${CODES[color]}m${text}\x1b[0m` : text;
}
