import type { Clock } from "./clock.ts";

/** Failures in a row after which a service counts as down. */
const DOWN = 5;
/** Milliseconds for which a service that is down is waited for before it counts as dead… */
const PATIENCE = 15_000;
/** …and for which a dead one is not asked again. */
const REST = 60_000;

/**
 * Notices once, for all requests, that a service is down: then all are held back between tries, and if that lasts they are
 * refused at once.
 */
export class Breaker {
  readonly #clock: Clock;
  #failures = 0;
  #downSince = 0;
  #restUntil = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Milliseconds for which it is of no use to ask; 0 where it is. */
  get refusedFor(): number {
    return Math.max(0, this.#restUntil - this.#clock.now());
  }

  /** Whether so much has failed that the service is down. */
  get isDown(): boolean {
    return this.#failures >= DOWN;
  }

  succeed(): void {
    this.#failures = 0;
    this.#restUntil = 0;
  }

  fail(): void {
    if (++this.#failures === 1) this.#downSince = this.#clock.now();
    if (this.isDown && this.#clock.now() - this.#downSince >= PATIENCE) {
      this.#restUntil = this.#clock.now() + REST;
    }
  }

  /** The service will not answer whatever is done: its key is refused. */
  giveUp(): void {
    this.#restUntil = Infinity;
  }
}
