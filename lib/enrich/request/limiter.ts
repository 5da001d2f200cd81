import type { Clock } from "./clock.ts";

/**
 * Spaces the requests to one service evenly, so that no second sees more than `rate` of them, and holds them all back while
 * the service asks for it.
 */
export class Limiter {
  readonly #clock: Clock;
  /** Milliseconds between two requests. */
  readonly #spacing: number;
  #next = 0;
  #heldUntil = 0;

  /** @param rate Requests a second */
  constructor(rate: number, clock: Clock) {
    this.#spacing = 1000 / rate;
    this.#clock = clock;
  }

  /** Resolves when the next request may go; rejects when `signal` aborts. */
  async take(signal: AbortSignal): Promise<void> {
    const now = this.#clock.now();
    const at = Math.max(now, this.#next);
    this.#next = at + this.#spacing;
    if (at > now) await this.#clock.sleep(at - now, signal);
    while (this.#heldUntil > this.#clock.now()) {
      await this.#clock.sleep(this.#heldUntil - this.#clock.now(), signal);
      // Those that waited together go one after the other again.
      const turn = Math.max(this.#clock.now(), this.#next);
      this.#next = turn + this.#spacing;
      if (turn > this.#clock.now()) await this.#clock.sleep(turn - this.#clock.now(), signal);
    }
  }

  /** Lets no request go for `ms`. */
  holdBack(ms: number): void {
    this.#heldUntil = Math.max(this.#heldUntil, this.#clock.now() + ms);
  }
}
