import type { Clock } from "../../../lib/enrich/mod.ts";

/** A clock that jumps to when the next sleeper wants to wake, as soon as all are asleep. */
export class FakeClock implements Clock {
  /** How long each sleep was. */
  readonly slept: number[] = [];
  #now = 1_000_000;
  #sleepers: { at: number; wake: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  random(): number {
    return 0.5;
  }

  sleep(ms: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.reject(signal.reason);
    this.slept.push(ms);
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.#sleepers.push({ at: this.#now + ms, wake: resolve });
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    setTimeout(() => this.#wakeNext(), 0);
    return promise;
  }

  #wakeNext(): void {
    this.#sleepers.sort((a, b) => a.at - b.at);
    const next = this.#sleepers.shift();
    if (next === undefined) return;
    this.#now = Math.max(this.#now, next.at);
    next.wake();
  }
}
