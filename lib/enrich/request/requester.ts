import { type ErrorCode, StageError } from "../../record/mod.ts";
import { createBreaker } from "./breaker.ts";
import type { Clock } from "./clock.ts";
import { explainFailure } from "./explain_failure.ts";
import { createLatencies } from "./latencies.ts";
import { createLimiter } from "./limiter.ts";
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
  /** Requests a second, on the average… */
  readonly rate: number;
  /** …of so many seconds. @default 1 */
  readonly window?: number;
  /**
   * Whether an answer, `undefined` for a 404, is one that the service can give to a path.
   * @default of all
   */
  readonly isAnswer?: (path: string, value: unknown) => boolean;
  /** Sends a request. */
  readonly fetch: typeof fetch;
  /** What is waited by. */
  readonly clock: Clock;
  /** Aborts what is under way. */
  readonly signal: AbortSignal;
  /** Milliseconds for one reply. @default 20000 */
  readonly timeout?: number;
}

/** What was asked of a service so far. */
export interface RequestCounts {
  /** All that were sent, retries included. */
  requests: number;
  /** Those that were sent again. */
  retries: number;
  /** Replies that said there were too many (429). */
  limited: number;
  /** Of replies, unpacked. */
  bytes: number;
  /** Milliseconds within which half of the replies came… */
  readonly latencyP50: number;
  /** …and 95 % of them. */
  readonly latencyP95: number;
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
const KEY_REFUSED = "it refuses the key";
const NOT_THE_SERVICE = "what answers is not that service: is the address right?";

/** Asks one web service for JSON. */
export interface Requester {
  /** What was asked so far. */
  readonly counts: Readonly<RequestCounts>;
  /**
   * The JSON at a path; `undefined` where there is nothing (404).
   *
   * @throws {StageError} `rate_limited`, or `provider_unavailable` where the service does not
   * answer or refuses
   */
  get(path: string, parameters?: Parameters): Promise<unknown>;
}

/**
 * A requester that keeps within the rate of its service, and asks again after what passes by itself
 * (5xx, 429, a timeout, a reply that is cut off or no JSON).
 */
export function createRequester(options: RequesterOptions): Requester {
  const { service, signal, clock, headers = {}, secretParameters = {}, timeout = 20_000 } = options;
  const latencies = createLatencies();
  const counts: RequestCounts = {
    requests: 0,
    retries: 0,
    limited: 0,
    bytes: 0,
    get latencyP50() {
      return latencies.quantile(0.5);
    },
    get latencyP95() {
      return latencies.quantile(0.95);
    },
  };
  const limiter = createLimiter({ rate: options.rate, window: options.window ?? 1, clock });
  const breaker = createBreaker(clock);

  return {
    counts,
    async get(path, parameters = {}) {
      const value = await ask(path + toSearch(parameters));
      if (options.isAnswer?.(path, value) === false) throw giveUp(NOT_THE_SERVICE);
      return value;
    },
  };

  async function ask(address: string): Promise<unknown> {
    let why = "";
    for (let attempt = 1; attempt <= TRIES; attempt++) {
      checkBreaker();
      const markAnswered = await limiter.take(signal);
      checkBreaker();
      counts.requests++;
      if (attempt > 1) counts.retries++;
      const sentAt = clock.now();
      const outcome = await tryOnce(address, markAnswered);
      if ("value" in outcome) {
        breaker.succeed();
        return outcome.value;
      }
      why = outcome.why;
      if (outcome.retryAfter !== undefined) {
        holdBack(outcome.retryAfter, why);
        continue;
      }
      const hold = breaker.fail({ why, unreached: outcome.unreached ?? false, sentAt });
      const delay = Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** (attempt - 1));
      if (hold !== undefined) limiter.holdBack(hold);
      else await clock.sleep(delay * (0.5 + clock.random()), signal);
    }
    throw toError("provider_unavailable", why);
  }

  /** One request: its JSON, or why there is none. */
  async function tryOnce(address: string, markAnswered: () => void): Promise<Outcome> {
    const abort = AbortSignal.any([signal, AbortSignal.timeout(timeout)]);
    const begun = clock.now();
    let unreached = true;
    try {
      const response = await options.fetch(toUrl(address), {
        headers: { accept: "application/json", ...headers },
        signal: abort,
      });
      unreached = false;
      markAnswered();
      const text = await readText(response);
      latencies.add(clock.now() - begun);
      return judge(response, text);
    } catch (error) {
      if (signal.aborted || error instanceof StageError) throw error;
      if (abort.aborted) return { why: "it did not answer in time", unreached };
      const { why, lasting } = explainFailure(error);
      if (lasting) throw giveUp(why);
      return { why, unreached };
    }
  }

  function judge(response: Response, text: string): Outcome {
    const { status } = response;
    if (status === 404) return { value: undefined };
    if (status === 401 || status === 403) throw giveUp(KEY_REFUSED);
    if (status === 429) {
      counts.limited++;
      const retryAfter = readRetryAfter(response.headers.get("retry-after"), clock.now()) ?? 2_000;
      return { why: "there were too many requests", retryAfter };
    }
    if (status >= 500) return { why: `it answered ${status}` };
    if (!response.ok) throw toError("provider_unavailable", `it answered ${status}`);
    try {
      return { value: JSON.parse(text) };
    } catch {
      // As of a network that asks for a log-in first.
      return { why: "its reply is no JSON", unreached: true };
    }
  }

  function giveUp(why: string): StageError {
    breaker.giveUp(why);
    return toError("provider_unavailable", why);
  }

  function holdBack(ms: number, why: string): void {
    limiter.holdBack(ms);
    if (ms > LONGEST_HOLD) throw toError("rate_limited", why, ms);
  }

  function checkBreaker(): void {
    const refusal = breaker.refusal();
    if (refusal === undefined) return;
    throw toError("provider_unavailable", refusal.why, refusal.retryAfter);
  }

  function toUrl(address: string): string {
    const secret = toSearch(secretParameters);
    const sign = address.includes("?") ? "&" : "?";
    return options.url + address + secret.replace("?", sign);
  }

  function toError(code: ErrorCode, why: string, retryAfter?: number): StageError {
    const message = `Cannot ask ${service}: ${why}`;
    return new StageError(code, message, retryAfter === undefined ? {} : { retryAfter });
  }

  /** A reply without end would take all memory. */
  async function readText(response: Response): Promise<string> {
    if (response.body === null) return "";
    const decoder = new TextDecoder();
    let [text, bytes] = ["", 0];
    for await (const chunk of response.body) {
      bytes += chunk.byteLength;
      counts.bytes += chunk.byteLength;
      if (bytes > LARGEST_REPLY) throw new TypeError("the reply is too large");
      text += decoder.decode(chunk, { stream: true });
    }
    return text + decoder.decode();
  }
}

type Outcome =
  | { readonly value: unknown }
  | { readonly why: string; readonly retryAfter?: number; readonly unreached?: boolean };

/** Parameters as they stand behind a path: nothing where there are none. */
export function toSearch(parameters: Parameters): string {
  const given = Object.entries(parameters).filter(([, value]) => value !== undefined);
  if (given.length === 0) return "";
  return "?" + new URLSearchParams(given.map(([name, value]) => [name, String(value)]));
}
