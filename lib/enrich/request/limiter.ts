import type { Clock } from "./clock.ts";

/** Lets requests to one service go, each in its turn. */
export interface Limiter {
  /** Resolves when the next request may go; rejects when `signal` aborts. */
  take(signal: AbortSignal): Promise<void>;
  /** Lets no request go for `ms`. */
  holdBack(ms: number): void;
}

/** Milliseconds by which two requests may come nearer to each other on their way. */
const JITTER = 30;

/**
 * Spaces the requests to one service evenly, so that no second sees more than `rate` of them, not
 * even where timers are late and several go at once; and holds them all back while the service asks
 * for it.
 */
export function createLimiter(rate: number, clock: Clock): Limiter {
  /** Milliseconds between two requests. */
  const spacing = 1000 / rate;
  /** When the last requests went, as many as one second may see, round and round. */
  const sent: number[] = [];
  const most = Math.max(1, Math.floor(rate));
  let index = 0;
  let next = 0;
  let heldUntil = 0;
  let queue: Promise<void> = Promise.resolve();

  async function waitForTurn(signal: AbortSignal): Promise<void> {
    while (true) {
      const now = clock.now();
      const turn = Math.max(next, heldUntil, (sent[index] ?? 0) + 1000 + JITTER);
      if (turn <= now) break;
      await clock.sleep(turn - now, signal);
    }
    const now = clock.now();
    // One that is a little late does not make all others late.
    next = (now - next < spacing ? next : now) + spacing;
    sent[index] = now;
    index = (index + 1) % most;
  }

  return {
    take(signal) {
      const turn = queue.then(() => waitForTurn(signal));
      queue = turn.catch(() => {});
      return turn;
    },
    holdBack(ms) {
      heldUntil = Math.max(heldUntil, clock.now() + ms);
    },
  };
}
