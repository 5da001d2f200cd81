import type { Clock } from "./clock.ts";

/** Failures in a row after which a service counts as down. */
const DOWN = 5;
/** Milliseconds for which a service that is down is waited for before it counts as dead… */
const PATIENCE = 15_000;
/** …for which one is waited for that was never reached, as where there is no network… */
const FIRST_PATIENCE = 1_000;
/** …and for which a dead one is not asked again. */
const REST = 60_000;

/** Why it is of no use to ask a service. */
export interface Refusal {
  /** As it is said to the user. */
  readonly why: string;
  /** Milliseconds after which it may be of use; `undefined` where it never will. */
  readonly retryAfter?: number;
}

/** Whether it is of use to ask a service. */
export interface Breaker {
  /** Why it is of no use to ask; `undefined` where it is. */
  refusal(): Refusal | undefined;
  /** Whether so much has failed that the service is down. */
  isDown(): boolean;
  /** Takes note of an answer. */
  succeed(): void;
  /** Takes note of a request without one, and whether the service was not even reached. */
  fail(why: string, unreached: boolean): void;
  /** The service will not answer whatever is done: its key is refused. */
  giveUp(why: string): void;
}

/**
 * Notices once, for all requests, that a service is down: then all are held back between tries, and
 * if that lasts they are refused at once.
 */
export function createBreaker(clock: Clock): Breaker {
  let failures = 0;
  let reached = false;
  let downSince = 0;
  let restUntil = 0;
  let cause = "";

  return {
    refusal() {
      if (restUntil === Infinity) return { why: cause };
      const retryAfter = Math.max(0, restUntil - clock.now());
      return retryAfter > 0 ? { why: cause, retryAfter } : undefined;
    },
    isDown: () => failures >= DOWN,
    succeed() {
      reached = true;
      failures = 0;
      restUntil = 0;
    },
    fail(why, unreached) {
      if (++failures === 1) downSince = clock.now();
      if (!unreached) reached = true;
      cause = why;
      const lasted = clock.now() - downSince;
      const isDead = reached
        ? failures >= DOWN && lasted >= PATIENCE
        : failures > 1 && lasted >= FIRST_PATIENCE;
      if (isDead) restUntil = clock.now() + REST;
    },
    giveUp(why) {
      cause = why;
      restUntil = Infinity;
    },
  };
}
