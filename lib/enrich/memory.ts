import type { Eventually } from "./eventually.ts";

/** Keeps answers to questions. */
export interface Memory<Answer> {
  /** The answer to the question `key`, which `find` gives where it is not kept. */
  get(key: string, find: () => Eventually<Answer>): Eventually<Answer>;
}

/**
 * A memory of the `size` answers that were used last. A question that is asked while its answer is
 * under way waits for that one; an answer that failed is not kept.
 */
export function createMemory<Answer>(size: number): Memory<Answer> {
  /** The one that was used last comes last. */
  const answers = new Map<string, { readonly answer: Eventually<Answer> }>();

  function keep(key: string, answer: Eventually<Answer>): void {
    answers.set(key, { answer });
    if (answers.size > size) answers.delete(answers.keys().next().value!);
  }

  return {
    get(key, find) {
      const known = answers.get(key);
      if (known !== undefined) {
        answers.delete(key);
        answers.set(key, known);
        return known.answer;
      }
      const answer = find();
      keep(key, answer);
      if (answer instanceof Promise) {
        answer.then(
          (settled) => answers.has(key) && answers.set(key, { answer: settled }),
          () => answers.delete(key),
        );
      }
      return answer;
    },
  };
}
