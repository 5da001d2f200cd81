/**
 * Lets signals and other work have their turn, at most every 20 milliseconds: a process in a loop of synchronous calls
 * never hears of a Ctrl-C.
 */
export function createBreath(now: () => number): Breathe {
  let last = now();
  return () => {
    if (now() - last < 20) return undefined;
    return new Promise<void>((resolve) => setImmediate(resolve)).then(() => void (last = now()));
  };
}

/** A pause, where one is due. */
export type Breathe = () => Promise<void> | undefined;
