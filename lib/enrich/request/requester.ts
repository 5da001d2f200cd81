import { StageError } from "../../record/mod.ts";
import { Breaker } from "./breaker.ts";
import type { Clock } from "./clock.ts";
import { Limiter } from "./limiter.ts";
import { readRetryAfter } from "./retry_after.ts";

/** A service and how it is asked. */
export interface RequesterOptions {
  /** As it is called in messages. */
  readonly service: string;
  /** Address that paths are put behind, without a slash at the end. */
  readonly url: string;
  /** Sent with every request; may hold a secret, and is never shown. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Put behind every address; may hold a secret, and is never shown. */
  readonly secretParameters?: Readonly<Record<string, string>>;
  /** Requests a second. */
  readonly rate: number;
  readonly fetch: typeof fetch;
  readonly clock: Clock;
  /** Aborts what is under way. */
  readonly signal: AbortSignal;
  /**
   * Milliseconds for one reply.
   * @default 20000
   */
  readonly timeout?: number;
}

/** What was asked of a service so far. */
export interface RequestCounts {
  requests: number;
  retries: number;
  /** Replies that said there were too many. */
  limited: number;
  bytes: number;
}

/** Parameters of an address; those that are `undefined` are left out. */
export type Parameters = Readonly<Record<string, string | number | undefined>>;

/** Tries of one request. */
const TRIES = 6;
/** Milliseconds before the second try; each further one waits twice as long, up to the limit. */
const FIRST_DELAY = 400;
const LONGEST_DELAY = 5_000;
/** A service that wants to be left alone for longer is not waited for. */
const LONGEST_HOLD = 60_000;
/** Bytes of a reply; a show of 60 seasons has some 3 MB. */
const LARGEST_REPLY = 32 * 1024 * 1024;

/**
 * Asks one web service for JSON: within its rate, equal questions once at a time, again after what passes by itself (5xx,
 * 429, a timeout, a reply that is cut off or no JSON).
 */
export class Requester {
  readonly counts: RequestCounts = { requests: 0, retries: 0, limited: 0, bytes: 0 };
  readonly #options: RequesterOptions;
  readonly #limiter: Limiter;
  readonly #breaker: Breaker;
  readonly #underWay = new Map<string, Promise<unknown>>();

  constructor(options: RequesterOptions) {
    this.#options = options;
    this.#limiter = new Limiter(options.rate, options.clock);
    this.#breaker = new Breaker(options.clock);
  }

  /**
   * The JSON at a path; `undefined` where there is nothing (404).
   *
   * @throws {StageError} `rate_limited`, or `provider_unavailable` where the service does not answer or refuses
   */
  get(path: string, parameters: Parameters = {}): Promise<unknown> {
    const address = path + toSearch(parameters);
    const known = this.#underWay.get(address);
    if (known !== undefined) return known;
    const reply = this.#ask(address).finally(() => this.#underWay.delete(address));
    this.#underWay.set(address, reply);
    return reply;
  }

  async #ask(address: string): Promise<unknown> {
    const { signal, clock } = this.#options;
    let why = "";
    for (let attempt = 1; attempt <= TRIES; attempt++) {
      this.#checkBreaker();
      await this.#limiter.take(signal);
      this.#checkBreaker();
      this.counts.requests++;
      if (attempt > 1) this.counts.retries++;
      const outcome = await this.#tryOnce(address);
      if ("value" in outcome) {
        this.#breaker.succeed();
        return outcome.value;
      }
      why = outcome.why;
      if (outcome.retryAfter !== undefined) {
        this.#hold(outcome.retryAfter, why);
        continue;
      }
      this.#breaker.fail();
      const delay = Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** (attempt - 1)) *
        (0.5 + clock.random());
      if (this.#breaker.isDown) this.#limiter.holdBack(delay);
      else await clock.sleep(delay, signal);
    }
    throw this.#toError("provider_unavailable", why);
  }

  /** One request: its JSON, or why there is none. */
  async #tryOnce(address: string): Promise<Outcome> {
    const { headers = {}, signal, timeout = 20_000 } = this.#options;
    const abort = AbortSignal.any([signal, AbortSignal.timeout(timeout)]);
    try {
      const response = await this.#options.fetch(this.#toUrl(address), {
        headers: { accept: "application/json", ...headers },
        signal: abort,
      });
      const text = await readText(response);
      this.counts.bytes += text.length;
      return this.#judge(response, text);
    } catch (error) {
      if (signal.aborted || error instanceof StageError) throw error;
      return { why: abort.aborted ? "it did not answer in time" : "it could not be reached" };
    }
  }

  #judge(response: Response, text: string): Outcome {
    const { status } = response;
    if (status === 404) return { value: undefined };
    if (status === 401 || status === 403) {
      this.#breaker.giveUp();
      throw this.#toError("provider_unavailable", "it refuses the key");
    }
    if (status === 429) {
      this.counts.limited++;
      const now = this.#options.clock.now();
      const retryAfter = readRetryAfter(response.headers.get("retry-after"), now) ?? 2_000;
      return { why: "there were too many requests", retryAfter };
    }
    if (status >= 500) return { why: `it answered ${status}` };
    if (!response.ok) throw this.#toError("provider_unavailable", `it answered ${status}`);
    try {
      return { value: JSON.parse(text) };
    } catch {
      return { why: "its reply is no JSON" };
    }
  }

  #hold(ms: number, why: string): void {
    this.#limiter.holdBack(ms);
    if (ms > LONGEST_HOLD) throw this.#toError("rate_limited", why, ms);
  }

  #checkBreaker(): void {
    const { refusedFor } = this.#breaker;
    if (refusedFor === Infinity) throw this.#toError("provider_unavailable", "it refuses the key");
    if (refusedFor > 0) {
      throw this.#toError("provider_unavailable", "it has not answered for some time", refusedFor);
    }
  }

  #toUrl(address: string): string {
    const { url, secretParameters = {} } = this.#options;
    const secret = toSearch(secretParameters);
    return url + address + (address.includes("?") ? secret.replace("?", "&") : secret);
  }

  #toError(
    code: "provider_unavailable" | "rate_limited",
    why: string,
    retryAfter?: number,
  ): StageError {
    const message = `Cannot ask ${this.#options.service}: ${why}`;
    return new StageError(code, message, retryAfter === undefined ? {} : { retryAfter });
  }
}

type Outcome =
  | { readonly value: unknown }
  | { readonly why: string; readonly retryAfter?: number };

function toSearch(parameters: Parameters): string {
  const given = Object.entries(parameters).filter(([, value]) => value !== undefined);
  if (given.length === 0) return "";
  return "?" + new URLSearchParams(given.map(([name, value]) => [name, String(value)]));
}

/** A reply without end would take all memory. */
async function readText(response: Response): Promise<string> {
  if (response.body === null) return "";
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of response.body) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > LARGEST_REPLY) throw new TypeError("the reply is too large");
  }
  return text + decoder.decode();
}
