import type { Clock } from "./clock.ts";

/** Lets requests to one service go, each in its turn. */
export interface Limiter {
  /** Resolves when the next request may go; rejects when `signal` aborts. */
  take(signal: AbortSignal): Promise<void>;
  /** Lets no request go for `ms`. */
  holdBack(ms: number): void;
}

/**
 * Spaces the requests to one service evenly, so that no second sees more than `rate` of them, and
 * holds them all back while the service asks for it.
 */
export function createLimiter(rate: number, clock: Clock): Limiter {
  /** Milliseconds between two requests. */
  const spacing = 1000 / rate;
  let next = 0;
  let heldUntil = 0;

  async function takeTurn(signal: AbortSignal): Promise<void> {
    const now = clock.now();
    const turn = Math.max(now, next);
    next = turn + spacing;
    if (turn > now) await clock.sleep(turn - now, signal);
  }

  return {
    async take(signal) {
      await takeTurn(signal);
      while (heldUntil > clock.now()) {
        await clock.sleep(heldUntil - clock.now(), signal);
        // Those that waited together go one after the other again.
        await takeTurn(signal);
      }
    },
    holdBack(ms) {
      heldUntil = Math.max(heldUntil, clock.now() + ms);
    },
  };
}
