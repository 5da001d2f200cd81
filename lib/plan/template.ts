import type { FieldValues } from "./fields.ts";
import type { Filter } from "./filters.ts";

/** A template that has been read: the folders of a path and its last name, each a list of nodes. */
export interface Template {
  readonly text: string;
  readonly segments: readonly Segment[];
}

/** The template of one folder's or file's name. */
export interface Segment {
  readonly nodes: readonly Node[];
  /** Writes the whole name. */
  readonly write: Writer;
  /** Fields that it names, in groups too. */
  readonly fields: ReadonlySet<string>;
}

/** A piece of a template. */
export type Node =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "field"; readonly field: string; readonly filters: readonly FilterCall[] }
  | { readonly kind: "group"; readonly branches: readonly Branch[] };

/** A filter with its arguments. */
export interface FilterCall {
  readonly filter: Filter;
  readonly args: readonly string[];
}

/** One of the alternatives of a group. */
export interface Branch {
  /** What must be known, or with `absent` must not be. */
  readonly conditions: readonly { readonly field: string; readonly absent: boolean }[];
  readonly nodes: readonly Node[];
}

/**
 * Writes a text with the values of fields; `undefined` where a field outside of a group is not known.
 * The cost is bounded by the length of the template: there are no loops in the language.
 */
export type Writer = (values: FieldValues) => string | undefined;

/** Makes one function of `nodes`, so that nothing of the template is looked at for each name. */
export function toWriter(nodes: readonly Node[]): Writer {
  const writers = nodes.map(toNodeWriter);
  if (writers.length === 1) return writers[0]!;
  return (values) => {
    let text = "";
    for (const write of writers) {
      const piece = write(values);
      if (piece === undefined) return undefined;
      text += piece;
    }
    return text;
  };
}

function toNodeWriter(node: Node): Writer {
  if (node.kind === "text") return () => node.text;
  return node.kind === "field"
    ? toFieldWriter(node.field, node.filters)
    : toGroupWriter(node.branches);
}

function toFieldWriter(field: string, filters: readonly FilterCall[]): Writer {
  if (filters.length === 0) return (values) => values(field);
  return (values) => {
    let text = values(field);
    for (const { filter, args } of filters) {
      if (text !== undefined || filter.fills) text = filter.apply(text ?? "", ...args);
    }
    return text === "" ? undefined : text;
  };
}

function toGroupWriter(branches: readonly Branch[]): Writer {
  const writers = branches.map(({ conditions, nodes }): Writer => {
    const write = toWriter(nodes);
    if (conditions.length === 0) return write;
    const holds = (values: FieldValues) =>
      conditions.every(({ field, absent }) => (values(field) === undefined) === absent);
    return (values) => holds(values) ? write(values) : undefined;
  });
  return (values) => {
    for (const write of writers) {
      const text = write(values);
      if (text !== undefined) return text;
    }
    return "";
  };
}

/** The first field outside of a group that is not known. */
export function findMissing({ nodes }: Segment, values: FieldValues): string | undefined {
  const missing = nodes.find((node) =>
    node.kind === "field" && toNodeWriter(node)(values) === undefined
  );
  return missing?.kind === "field" ? missing.field : undefined;
}
