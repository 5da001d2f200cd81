import { UsageError } from "../record/mod.ts";

/** A template that cannot be read: says where and why. */
export class TemplateError extends UsageError {
  /** Tells it from other errors. */
  override readonly name = "TemplateError";
  /** From 1. */
  readonly column: number;

  /** Says what is wrong with `template` at `column`. */
  constructor(template: string, column: number, why: string) {
    super(`Cannot read the template "${template}": column ${column}: ${why}`);
    this.column = column;
  }
}

/** A place in a template that is being read. */
export interface TemplateCursor {
  /** Characters that have been read. */
  at(): number;
  /** The next character, or the one so many behind it; `undefined` past the end. */
  peek(ahead?: number): string | undefined;
  /** Reads `sign` if it comes next. */
  take(sign: string): boolean;
  /** Reads what `pattern`, which begins with `^`, finds here; an empty string for nothing. */
  takeMatch(pattern: RegExp): string;
  /** Whether `pattern`, which begins with `^`, finds anything here. */
  isAt(pattern: RegExp): boolean;
  /** @throws {TemplateError} that points at the character `at`, from 0 */
  fail(at: number, why: string): never;
}

/** A cursor at the beginning of `text`. */
export function createTemplateCursor(text: string): TemplateCursor {
  let position = 0;
  return {
    at: () => position,
    peek: (ahead = 0) => text[position + ahead],
    take(sign) {
      if (text[position] !== sign) return false;
      position++;
      return true;
    },
    takeMatch(pattern) {
      const found = pattern.exec(text.slice(position))?.[0] ?? "";
      position += found.length;
      return found;
    },
    isAt: (pattern) => pattern.test(text.slice(position)),
    fail(at, why) {
      throw new TemplateError(text, at + 1, why);
    },
  };
}
