import type { Clock } from "./clock.ts";

/** Failures in a row after which a service counts as down. */
const DOWN = 5;
/** Milliseconds for which a service that is down is waited for before it counts as dead… */
const PATIENCE = 15_000;
/** …and for which a dead one is not asked again. */
const REST = 60_000;

/** Whether it is of use to ask a service. */
export interface Breaker {
  /** Milliseconds for which it is of no use to ask; 0 where it is. */
  refusedFor(): number;
  /** Whether so much has failed that the service is down. */
  isDown(): boolean;
  /** Takes note of an answer. */
  succeed(): void;
  /** Takes note of a request without one. */
  fail(): void;
  /** The service will not answer whatever is done: its key is refused. */
  giveUp(): void;
}

/**
 * Notices once, for all requests, that a service is down: then all are held back between tries, and
 * if that lasts they are refused at once.
 */
export function createBreaker(clock: Clock): Breaker {
  let failures = 0;
  let downSince = 0;
  let restUntil = 0;

  function isDown(): boolean {
    return failures >= DOWN;
  }

  return {
    refusedFor: () => Math.max(0, restUntil - clock.now()),
    isDown,
    succeed() {
      failures = 0;
      restUntil = 0;
    },
    fail() {
      if (++failures === 1) downSince = clock.now();
      if (isDown() && clock.now() - downSince >= PATIENCE) restUntil = clock.now() + REST;
    },
    giveUp() {
      restUntil = Infinity;
    },
  };
}
