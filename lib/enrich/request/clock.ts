/** Time, as it is given to what waits: a test has its own. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Resolves after `ms`; rejects when `signal` aborts. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  /** 0 to 1, for delays that do not fall on the same moment. */
  random(): number;
}

/** The time of this machine. */
export const SYSTEM_CLOCK: Clock = {
  now: () => Date.now(),
  random: () => Math.random(),
  sleep(ms, signal) {
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason);
      const timer = setTimeout(done, ms);
      signal.addEventListener("abort", stop, { once: true });
      function done(): void {
        signal.removeEventListener("abort", stop);
        resolve();
      }
      function stop(): void {
        clearTimeout(timer);
        reject(signal.reason);
      }
    });
  },
};
