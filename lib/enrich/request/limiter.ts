import type { Clock } from "./clock.ts";

/** How many requests a service takes. */
export interface LimiterOptions {
  /** A second, on the average… */
  readonly rate: number;
  /** …of so many seconds. */
  readonly window: number;
  /** What is waited by. */
  readonly clock: Clock;
}

/** Lets requests to one service go, each in its turn. */
export interface Limiter {
  /**
   * Resolves when the next request may go, with what to call when it is answered; rejects when
   * `signal` aborts.
   */
  take(signal: AbortSignal): Promise<() => void>;
  /** Lets no request go for `ms`. */
  holdBack(ms: number): void;
}

/** A request that went, in milliseconds since 1970. */
interface Sent {
  readonly at: number;
  answeredAt?: number;
}

/** Milliseconds between two requests, however many a service takes at once. */
const SPACING = 25;
/** Milliseconds of a delay that are made up for. */
const CATCH_UP = 250;
/** Milliseconds that clocks may be wrong by. */
const MARGIN = 5;

/**
 * Holds the requests to one service to its rate, as the service counts them: a request that was
 * long on its way counts from when it arrived, which its answer tells. Holds them all back while
 * the service asks for it.
 */
export function createLimiter({ rate, window, clock }: LimiterOptions): Limiter {
  const requests = Math.max(1, Math.floor(rate * window));
  const span = window * 1000 + MARGIN;
  const spacing = Math.min(SPACING, span / requests);
  /** The last requests, as many as one window may see, round and round. */
  const last: (Sent | undefined)[] = [];
  let index = 0;
  let fastest = Infinity;
  let next = 0;
  let heldUntil = 0;
  let queue: Promise<unknown> = Promise.resolve();

  /** When the service counted a request, at the latest. */
  function toArrival({ at, answeredAt = at }: Sent): number {
    return Math.max(at, answeredAt - fastest);
  }

  async function waitForTurn(signal: AbortSignal): Promise<() => void> {
    let now: number;
    while (true) {
      now = clock.now();
      const oldest = last[index];
      const turn = Math.max(next, heldUntil, oldest ? toArrival(oldest) + span : 0);
      if (turn <= now) break;
      await clock.sleep(turn - now, signal);
    }
    next = Math.max(next, now - CATCH_UP) + spacing;
    const sent: Sent = { at: now };
    last[index] = sent;
    index = (index + 1) % requests;
    return () => {
      sent.answeredAt = clock.now();
      fastest = Math.min(fastest, sent.answeredAt - sent.at);
    };
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
