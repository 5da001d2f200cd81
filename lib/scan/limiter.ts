/** Lets a number of calls be in flight, and others wait in line. */
export class Limiter {
  #free: number;
  readonly #line: (() => void)[] = [];
  #next = 0;

  constructor(calls: number) {
    this.#free = calls;
  }

  /** Runs `call` as soon as there is room. */
  async run<T>(call: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free--;
    else await new Promise<void>((resolve) => this.#line.push(resolve));
    try {
      return await call();
    } finally {
      this.#leave();
    }
  }

  /** Hands the place to the first in line. */
  #leave(): void {
    const next = this.#line[this.#next];
    if (next === undefined) {
      this.#free++;
      return;
    }
    this.#next++;
    // Shifting each one would take as long as the line is.
    if (this.#next > 1000 || this.#next === this.#line.length) {
      this.#line.splice(0, this.#next);
      this.#next = 0;
    }
    next();
  }
}
