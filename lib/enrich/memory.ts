import type { Eventually } from "./eventually.ts";

/**
 * Keeps the answers that were used last. A question that is asked while its answer is under way waits for that one; an
 * answer that failed is not kept.
 */
export class Memory<Answer> {
  readonly #answers = new Map<string, { readonly answer: Eventually<Answer> }>();
  readonly #size: number;

  /** @param size Answers that are kept */
  constructor(size: number) {
    this.#size = size;
  }

  /** The answer to the question `key`, which `find` gives where it is not kept. */
  get(key: string, find: () => Eventually<Answer>): Eventually<Answer> {
    const known = this.#answers.get(key);
    if (known !== undefined) {
      this.#answers.delete(key);
      this.#answers.set(key, known);
      return known.answer;
    }
    const answer = find();
    this.#keep(key, answer);
    if (answer instanceof Promise) {
      answer.then(
        (settled) => this.#answers.has(key) && this.#answers.set(key, { answer: settled }),
        () => this.#answers.delete(key),
      );
    }
    return answer;
  }

  #keep(key: string, answer: Eventually<Answer>): void {
    this.#answers.set(key, { answer });
    if (this.#answers.size > this.#size) this.#answers.delete(this.#answers.keys().next().value!);
  }
}
