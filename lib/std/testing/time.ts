// deno-lint-ignore-file no-explicit-any -- The library has no types of its own.
import timers from "@sinonjs/fake-timers";

/** A clock that moves only when a test says so; `using` puts the real one back. */
export class FakeTime {
  #clock: any;

  constructor() {
    this.#clock = (timers as any).install({
      now: 0,
      toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "Date"],
    });
  }

  async tickAsync(ms = 0): Promise<void> {
    await this.#clock.tickAsync(ms);
  }

  [Symbol.dispose](): void {
    this.#clock.uninstall();
  }
}
