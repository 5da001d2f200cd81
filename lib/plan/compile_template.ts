import { editDistance } from "../text/mod.ts";
import { FIELDS } from "./fields.ts";
import { type Filter, FILTERS } from "./filters.ts";
import {
  type Branch,
  type FilterCall,
  type Node,
  type Segment,
  type Template,
  toWriter,
} from "./template.ts";
import { createTemplateCursor, type TemplateCursor } from "./template_cursor.ts";

/** Groups in groups in groups are a slip. */
const MAX_DEPTH = 8;

/**
 * Reads a template once, so that writing a name is quick. The signs of the language are those that
 * no portable file name may hold, so nothing ever needs to be quoted:
 *
 * - `<title>` is a field; `<season|pad:2>` sends it through filters.
 * - `<? (<year>)>` is a group: it is left out unless all fields in it are known.
 * - `<?{tmdb-<tmdb>}|{imdb-<imdb>}>` gives the first alternative whose fields are known.
 * - `<?part,!edition:…>` asks what is known without writing it.
 * - `/` ends a folder's name; one that comes out empty is left out.
 *
 * @throws {TemplateError} pointing at the column
 */
export function compileTemplate(text: string): Template {
  const cursor = createTemplateCursor(text);
  const segments: Segment[] = [];
  do {
    const fields = new Set<string>();
    const nodes = readNodes({ cursor, fields, depth: 0 }, "/");
    segments.push({ nodes, fields, write: toWriter(nodes) });
  } while (cursor.take("/"));
  if (segments.some(({ nodes }) => nodes.length === 0)) {
    cursor.fail(cursor.at(), "a name in it is empty");
  }
  return { text, segments };
}

/** What is read, and where. */
interface Reading {
  readonly cursor: TemplateCursor;
  /** Filled with the fields that are named. */
  readonly fields: Set<string>;
  /** Groups around this place. */
  readonly depth: number;
}

/** Nodes up to one of the signs `ends`, which is not taken. */
function readNodes(reading: Reading, ends: string): Node[] {
  const { cursor } = reading;
  const nodes: Node[] = [];
  for (let sign = cursor.peek(); sign !== undefined && !ends.includes(sign); sign = cursor.peek()) {
    const text = cursor.takeMatch(LITERAL);
    if (text !== "") nodes.push({ kind: "text", text });
    else if (sign !== "<") cursor.fail(cursor.at(), `${nameOf(sign)} cannot stand in a name`);
    else nodes.push(cursor.peek(1) === "?" ? readGroup(reading) : readField(reading));
  }
  return nodes;
}

function readField(reading: Reading): Node {
  const { cursor } = reading;
  const begin = cursor.at();
  cursor.take("<");
  const field = readFieldName(reading);
  const filters: FilterCall[] = [];
  while (cursor.take("|")) filters.push(readFilter(cursor));
  if (!cursor.take(">")) cursor.fail(begin, 'this "<" has no ">"');
  return { kind: "field", field, filters };
}

function readFieldName({ cursor, fields }: Reading): string {
  const at = cursor.at();
  const name = cursor.takeMatch(WORD);
  if (!Object.hasOwn(FIELDS, name)) cursor.fail(at, unknown("field", name, Object.keys(FIELDS)));
  fields.add(name);
  return name;
}

function readFilter(cursor: TemplateCursor): FilterCall {
  const at = cursor.at();
  const name = cursor.takeMatch(WORD);
  if (!Object.hasOwn(FILTERS, name)) {
    cursor.fail(at, unknown("filter", name, Object.keys(FILTERS)));
  }
  const filter = FILTERS[name]!;
  const args: string[] = [];
  if (cursor.take(":")) { do args.push(readArgument(cursor)); while (cursor.take(",")); }
  const fault = findFault(name, filter, args);
  if (fault !== undefined) cursor.fail(at, fault);
  return { filter, args };
}

function readArgument(cursor: TemplateCursor): string {
  const begin = cursor.at();
  if (cursor.peek() !== '"') return cursor.takeMatch(WORD);
  const quoted = cursor.takeMatch(QUOTED);
  if (quoted === "") cursor.fail(begin, "this quote has no end");
  return quoted.slice(1, -1);
}

/** Why a filter cannot take `args`. */
function findFault(name: string, filter: Filter, args: readonly string[]): string | undefined {
  const { takes, example } = filter;
  if (args.length !== takes.length) return `${name} takes ${takes.length} values, as in ${example}`;
  for (const [index, arg] of args.entries()) {
    if (takes[index] === "number" && !/^\d{1,3}$/.test(arg)) {
      return `${name} takes a number, as in ${example}`;
    }
    const bad = FORBIDDEN.exec(arg)?.[0];
    if (bad !== undefined) return `${nameOf(bad)} cannot stand in a name`;
  }
  if (name === "replace" && args[0] === "") return "replace needs a text to look for";
}

function readGroup({ cursor, fields, depth }: Reading): Node {
  const begin = cursor.at();
  if (depth >= MAX_DEPTH) cursor.fail(begin, `groups stand in each other ${MAX_DEPTH} deep`);
  cursor.takeMatch(GROUP);
  const inner: Reading = { cursor, fields, depth: depth + 1 };
  const branches: Branch[] = [];
  do {
    const conditions = readConditions(inner);
    branches.push({ conditions, nodes: readNodes(inner, "|>/") });
  } while (cursor.take("|"));
  if (cursor.peek() === "/") cursor.fail(cursor.at(), '"/" cannot stand in a group');
  if (!cursor.take(">")) cursor.fail(begin, 'this "<?" has no ">"');
  return { kind: "group", branches };
}

function readConditions(reading: Reading): Branch["conditions"] {
  const { cursor } = reading;
  if (!cursor.isAt(CONDITIONS)) return [];
  const conditions = [];
  do {
    const absent = cursor.take("!");
    conditions.push({ absent, field: readFieldName(reading) });
  } while (cursor.take(","));
  cursor.take(":");
  return conditions;
}

const GROUP = /^<\?/;
const WORD = /^[\w.]*/;
const QUOTED = /^"[^"]*"/;
const CONDITIONS = /^!?\w+(?:,!?\w+)*:/;
const LITERAL = /^[^<>:"|?*\\/\p{Cc}\p{Cs}]+/u;
const FORBIDDEN = /[<>:"|?*\\/\p{Cc}\p{Cs}]/u;

function nameOf(sign: string): string {
  return /[\p{Cc}\p{Cs}]/u.test(sign) ? "a control character" : `'${sign}'`;
}

function unknown(what: string, name: string, names: readonly string[]): string {
  const near = names.find((known) => editDistance(name.toLowerCase(), known.toLowerCase(), 2) <= 2);
  return `there is no ${what} "${name}"` + (near === undefined ? "" : `: did you mean "${near}"?`);
}
