import { editDistance } from "../text/mod.ts";
import { FIELDS } from "./fields.ts";
import { FILTERS } from "./filters.ts";
import type { Branch, FilterCall, Node, Segment, Template } from "./template.ts";

/** A template that cannot be read: says where and why. */
export class TemplateError extends Error {
  override readonly name = "TemplateError";
  /** From 1. */
  readonly column: number;

  constructor(template: string, column: number, why: string) {
    super(`Cannot read the template "${template}": column ${column}: ${why}`);
    this.column = column;
  }
}

/** Groups in groups in groups are a slip. */
const MAX_DEPTH = 8;

/**
 * Reads a template once, so that writing a name is quick. The signs of the language are those that no portable file name
 * may hold, so nothing ever needs to be quoted:
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
  return new TemplateReader(text).read();
}

class TemplateReader {
  readonly #text: string;
  #at = 0;
  #fields = new Set<string>();

  constructor(text: string) {
    this.#text = text;
  }

  read(): Template {
    const segments: Segment[] = [];
    for (;;) {
      this.#fields = new Set();
      const nodes = this.#readNodes("/", 0);
      segments.push({ nodes, fields: this.#fields });
      if (this.#at >= this.#text.length) break;
      this.#at++;
    }
    if (segments.some(({ nodes }) => nodes.length === 0)) {
      this.#fail(this.#at, "a name in it is empty");
    }
    return { text: this.#text, segments };
  }

  /** Nodes up to one of the signs `ends`, which is not taken. */
  #readNodes(ends: string, depth: number): Node[] {
    const nodes: Node[] = [];
    let literal = "";
    const endLiteral = () => {
      if (literal !== "") nodes.push({ kind: "text", text: literal });
      literal = "";
    };
    while (this.#at < this.#text.length && !ends.includes(this.#text[this.#at]!)) {
      const sign = this.#text[this.#at]!;
      if (sign === "<") {
        endLiteral();
        nodes.push(
          this.#text[this.#at + 1] === "?" ? this.#readGroup(depth) : this.#readField(),
        );
        continue;
      }
      if (FORBIDDEN.test(sign)) this.#fail(this.#at, `${nameOf(sign)} cannot stand in a name`);
      literal += sign;
      this.#at++;
    }
    endLiteral();
    return nodes;
  }

  #readField(): Node {
    const begin = this.#at++;
    const field = this.#readFieldName();
    const filters: FilterCall[] = [];
    while (this.#take("|")) filters.push(this.#readFilter());
    if (!this.#take(">")) this.#fail(begin, 'this "<" has no ">"');
    return { kind: "field", field, filters };
  }

  #readFieldName(): string {
    const at = this.#at;
    const name = this.#readWord();
    if (!Object.hasOwn(FIELDS, name)) this.#fail(at, unknown("field", name, Object.keys(FIELDS)));
    this.#fields.add(name);
    return name;
  }

  #readFilter(): FilterCall {
    const at = this.#at;
    const name = this.#readWord();
    if (!Object.hasOwn(FILTERS, name)) {
      this.#fail(at, unknown("filter", name, Object.keys(FILTERS)));
    }
    const filter = FILTERS[name]!;
    const args: string[] = [];
    if (this.#take(":")) { do args.push(this.#readArgument()); while (this.#take(",")); }
    if (args.length !== filter.takes.length) {
      this.#fail(at, `${name} takes ${filter.takes.length} values, as in ${filter.example}`);
    }
    filter.takes.forEach((kind, index) => {
      if (kind === "number" && !/^\d{1,3}$/.test(args[index]!)) {
        this.#fail(at, `${name} takes a number, as in ${filter.example}`);
      }
      const bad = FORBIDDEN_VALUE.exec(args[index]!)?.[0];
      if (bad !== undefined) this.#fail(at, `${nameOf(bad)} cannot stand in a name`);
    });
    if (name === "replace" && args[0] === "") this.#fail(at, "replace needs a text to look for");
    return { filter, args };
  }

  #readArgument(): string {
    const begin = this.#at;
    if (!this.#take('"')) return this.#readWord();
    const end = this.#text.indexOf('"', this.#at);
    if (end < 0) this.#fail(begin, "this quote has no end");
    const value = this.#text.slice(this.#at, end);
    this.#at = end + 1;
    return value;
  }

  #readGroup(depth: number): Node {
    const begin = this.#at;
    if (depth >= MAX_DEPTH) this.#fail(begin, `groups stand in each other ${MAX_DEPTH} deep`);
    this.#at += 2;
    const branches: Branch[] = [];
    do {
      const conditions = this.#readConditions();
      branches.push({ conditions, nodes: this.#readNodes("|>/", depth + 1) });
    } while (this.#take("|"));
    if (this.#text[this.#at] === "/") this.#fail(this.#at, '"/" cannot stand in a group');
    if (!this.#take(">")) this.#fail(begin, 'this "<?" has no ">"');
    return { kind: "group", branches };
  }

  #readConditions(): Branch["conditions"] {
    if (!CONDITIONS.test(this.#text.slice(this.#at))) return [];
    const conditions = [];
    do {
      const absent = this.#take("!");
      conditions.push({ absent, field: this.#readFieldName() });
    } while (this.#take(","));
    this.#take(":");
    return conditions;
  }

  #readWord(): string {
    const word = /^[\w.]*/.exec(this.#text.slice(this.#at))![0];
    this.#at += word.length;
    return word;
  }

  #take(sign: string): boolean {
    if (this.#text[this.#at] !== sign) return false;
    this.#at++;
    return true;
  }

  #fail(at: number, why: string): never {
    throw new TemplateError(this.#text, at + 1, why);
  }
}

const FORBIDDEN = /[<>:"|?*\\\p{Cc}\p{Cs}]/u;
const FORBIDDEN_VALUE = /[<>:"|?*\\/\p{Cc}\p{Cs}]/u;
const CONDITIONS = /^!?\w+(?:,!?\w+)*:/;

function nameOf(sign: string): string {
  return /[\p{Cc}\p{Cs}]/u.test(sign) ? "a control character" : `'${sign}'`;
}

function unknown(what: string, name: string, names: readonly string[]): string {
  const near = names.find((known) => editDistance(name.toLowerCase(), known.toLowerCase(), 2) <= 2);
  return `there is no ${what} "${name}"` + (near === undefined ? "" : `: did you mean "${near}"?`);
}
