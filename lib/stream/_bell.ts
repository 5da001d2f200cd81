/** Wakes all that wait for a change. */
export interface Bell {
  wait(): Promise<void>;
  ring(): void;
}

/** A bell that nobody has rung yet. */
export function createBell(): Bell {
  let next = Promise.withResolvers<void>();
  return {
    wait: () => next.promise,
    ring() {
      next.resolve();
      next = Promise.withResolvers<void>();
    },
  };
}
