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
 * Writes `nodes` with `values`. The cost is bounded by the length of the template: there are no
 * loops in the language.
 *
 * @returns `undefined` where a field outside of a group is not known
 */
export function writeNodes(nodes: readonly Node[], values: FieldValues): string | undefined {
  let text = "";
  for (const node of nodes) {
    const piece = writeNode(node, values);
    if (piece === undefined) return undefined;
    text += piece;
  }
  return text;
}

function writeNode(node: Node, values: FieldValues): string | undefined {
  if (node.kind === "text") return node.text;
  if (node.kind === "field") return writeField(node.field, node.filters, values);
  for (const { conditions, nodes } of node.branches) {
    const text = holdAll(conditions, values) ? writeNodes(nodes, values) : undefined;
    if (text !== undefined) return text;
  }
  return "";
}

function holdAll(conditions: Branch["conditions"], values: FieldValues): boolean {
  for (const { field, absent } of conditions) {
    if ((values(field) === undefined) !== absent) return false;
  }
  return true;
}

function writeField(
  field: string,
  filters: readonly FilterCall[],
  values: FieldValues,
): string | undefined {
  let text = values(field);
  for (const { filter, args } of filters) {
    if (text !== undefined || filter.fills) text = filter.apply(text ?? "", ...args);
  }
  return text === "" ? undefined : text;
}

/** The first field outside of a group that is not known. */
export function findMissing(nodes: readonly Node[], values: FieldValues): string | undefined {
  const missing = nodes.find((node) =>
    node.kind === "field" && writeNode(node, values) === undefined
  );
  return missing?.kind === "field" ? missing.field : undefined;
}
