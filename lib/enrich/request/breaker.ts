import type { Clock } from "./clock.ts";

/** Failures in a row after which a service counts as down. */
const DOWN = 5;
/** Milliseconds before a service that is down is tried again, twice as many after each try… */
const FIRST_HOLD = 400;
/** …and at most. */
const LONGEST_HOLD = 5_000;
/** Milliseconds for which a service that is down is waited for before it counts as dead… */
const PATIENCE = 30_000;
/** …and tries in that time: a machine that slept has not tried at all… */
const LEAST_TRIES = 5;
/** …milliseconds for which one is waited for that was never reached, as where there is no network… */
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

/** A request without an answer. */
export interface RequestFailure {
  /** As it is said to the user. */
  readonly why: string;
  /** Whether the service itself may not have been reached. */
  readonly unreached: boolean;
  /** When it was sent. */
  readonly sentAt: number;
}

/** Whether it is of use to ask a service. */
export interface Breaker {
  /** Why it is of no use to ask; `undefined` where it is. */
  refusal(): Refusal | undefined;
  /** Takes note of an answer. */
  succeed(): void;
  /**
   * Takes note of a request without one. Where the service is down, gives the milliseconds for which
   * all are to wait.
   */
  fail(failure: RequestFailure): number | undefined;
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
  /** Since when all are held back, and how many were let through to see. */
  let heldAt = 0;
  let tries = 0;
  let restUntil = 0;
  let cause = "";

  return {
    refusal() {
      if (restUntil === Infinity) return { why: cause };
      const retryAfter = Math.max(0, restUntil - clock.now());
      return retryAfter > 0 ? { why: cause, retryAfter } : undefined;
    },
    succeed() {
      reached = true;
      failures = 0;
      tries = 0;
      restUntil = 0;
    },
    fail({ why, unreached, sentAt }) {
      const now = clock.now();
      if (++failures === 1) downSince = now;
      if (!unreached) reached = true;
      cause = why;
      const lasted = now - downSince;
      // What was on its way when the service was found to be down says nothing of now.
      const isNews = sentAt > heldAt;
      if (failures >= DOWN && isNews) tries++;
      const isDead = reached
        ? tries >= LEAST_TRIES && lasted >= PATIENCE
        : failures > 1 && lasted >= FIRST_PATIENCE;
      if (isDead) restUntil = now + REST;
      if (failures < DOWN) return undefined;
      if (failures > DOWN && !isNews) return 0;
      heldAt = now;
      const hold = reached ? Math.min(LONGEST_HOLD, FIRST_HOLD * 2 ** (tries - 1)) : FIRST_HOLD;
      return hold * (0.5 + clock.random());
    },
    giveUp(why) {
      cause = why;
      restUntil = Infinity;
    },
  };
}
