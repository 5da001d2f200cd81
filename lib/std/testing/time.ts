// deno-lint-ignore-file no-explicit-any -- The library has no types of its own.
import timers from "@sinonjs/fake-timers";

/** A clock that moves only when a test says so; `using` puts the real one back. */
export class FakeTime {
  #clock: any;

  constructor(start: number | string | Date | null = 0) {
    this.#clock = (timers as any).install({
      now: start === null ? Date.now() : new Date(start).getTime(),
      toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "Date"],
    });
  }

  get now(): number {
    return this.#clock.now;
  }

  tick(ms = 0): void {
    this.#clock.tick(ms);
  }

  async tickAsync(ms = 0): Promise<void> {
    await this.#clock.tickAsync(ms);
  }

  restore(): void {
    this.#clock.uninstall();
  }

  [Symbol.dispose](): void {
    this.restore();
  }
}
