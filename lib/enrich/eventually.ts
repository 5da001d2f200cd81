/**
 * A value, or what will be one: who has it at hand gives it at once, which is many times faster
 * than a promise.
 */
export type Eventually<T> = T | Promise<T>;

/** Does `next` with `value`, at once if it is there. */
export function follow<T, U>(
  value: Eventually<T>,
  next: (value: T) => Eventually<U>,
): Eventually<U> {
  return value instanceof Promise ? value.then(next) : next(value);
}

/** Does `next` with all `values`, at once if they are there. */
export function followAll<T, U>(
  values: readonly Eventually<T>[],
  next: (values: readonly T[]) => Eventually<U>,
): Eventually<U> {
  return values.some((value) => value instanceof Promise)
    ? Promise.all(values).then(next)
    : next(values as readonly T[]);
}
