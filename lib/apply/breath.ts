/**
 * Lets signals and other work have their turn, at most every 20 milliseconds: a process in a loop of synchronous calls
 * never hears of a Ctrl-C.
 */
export function createBreath(now: () => number): () => Promise<void> {
  let last = now();
  return async () => {
    if (now() - last < 20) return;
    await new Promise<void>((resolve) => setImmediate(resolve));
    last = now();
  };
}
