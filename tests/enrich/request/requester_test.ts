import { assertEquals, assertRejects } from "@std/assert";
import { createRequester, type RequesterOptions } from "../../../lib/enrich/request/mod.ts";
import { readRetryAfter } from "../../../lib/enrich/request/retry_after.ts";
import { StageError } from "../../../lib/record/mod.ts";
import { FakeClock } from "./fake_clock.ts";

type Reply = () => Response | Promise<Response>;

const OK: Reply = () => Response.json({ ok: true });
const DOWN: Reply = () => new Response("down", { status: 503 });

/** A requester whose replies are given in order, the last for ever. */
function prepare(replies: readonly Reply[], options: Partial<RequesterOptions> = {}) {
  const clock = new FakeClock();
  const asked: { readonly url: string; readonly at: number; readonly headers: Headers }[] = [];
  const requester = createRequester({
    service: "test",
    url: "https://api.test/3",
    rate: 1000,
    clock,
    signal: new AbortController().signal,
    fetch: async (input, init) => {
      const request = new Request(input, init);
      const reply = replies[Math.min(asked.length, replies.length - 1)]!;
      asked.push({ url: request.url, at: clock.now(), headers: request.headers });
      return await reply();
    },
    ...options,
  });
  return { requester, clock, asked };
}

Deno.test("Requester leaves out parameters that are undefined", async () => {
  const { requester, asked } = prepare([OK]);
  assertEquals(await requester.get("/a", { q: "x y", none: undefined }), { ok: true });
  assertEquals(asked.map(({ url }) => url), ["https://api.test/3/a?q=x+y"]);
});

Deno.test("Requester gives undefined for what is not there", async () => {
  const { requester, asked } = prepare([() => Response.json({}, { status: 404 })]);
  assertEquals(await requester.get("/a"), undefined);
  assertEquals(asked.length, 1);
});

const PASSING: readonly (readonly [string, Reply])[] = [
  ["a 503", DOWN],
  ["a reply that is cut off", () => new Response('{"a":')],
  ["a page of HTML", () => new Response("<html>")],
  ["no connection", () => Promise.reject(new TypeError("connection refused"))],
];

Deno.test("Requester asks again after what passes by itself", async () => {
  for (const [name, fault] of PASSING) {
    const { requester, clock } = prepare([fault, fault, OK]);
    assertEquals(await requester.get("/a"), { ok: true }, name);
    assertEquals(requester.counts.retries, 2, name);
    assertEquals(clock.slept.filter((ms) => ms >= 400), [400, 800], name);
  }
});

Deno.test("Requester holds all requests back for as long as Retry-After says", async () => {
  const limited = () => new Response("", { status: 429, headers: { "retry-after": "7" } });
  const { requester, asked } = prepare([limited, OK]);
  await requester.get("/a");
  const begun = asked[0]!.at;
  await requester.get("/b");
  assertEquals(asked.map(({ at }) => at - begun >= 7000), [false, true, true]);
  assertEquals(requester.counts.limited, 1);
});

Deno.test("Requester does not wait for an hour, but says how long it would be", async () => {
  const { requester } = prepare([
    () => new Response("", { status: 429, headers: { "retry-after": "3600" } }),
  ]);
  const error = await assertRejects(() => requester.get("/a"), StageError);
  assertEquals([error.code, error.retryAfter], ["rate_limited", 3_600_000]);
});

Deno.test("Requester notices once that a service is dead", async () => {
  const { requester, asked } = prepare([DOWN]);
  for (let index = 0; index < 50; index++) {
    const error = await assertRejects(() => requester.get(`/${index}`), StageError);
    assertEquals(error.code, "provider_unavailable");
  }
  assertEquals(asked.length < 30, true, `${asked.length} requests`);
});

Deno.test("Requester outlasts a service that is down for some seconds", async () => {
  const clock = new FakeClock();
  const until = clock.now() + 3000;
  const { requester } = prepare(
    [() => clock.now() < until ? DOWN() : OK()],
    { clock },
  );
  const all = Array.from({ length: 20 }, (_, index) => requester.get(`/${index}`));
  assertEquals(await Promise.all(all), all.map(() => ({ ok: true })));
});

Deno.test("Requester goes on after a sleep of the machine, whatever was under way", async () => {
  const clock = new FakeClock();
  const under: ((response: Response) => void)[] = [];
  let isAwake = false;
  const { requester } = prepare([
    OK,
    () => isAwake ? OK() : new Promise<Response>((resolve) => under.push(resolve)),
  ], { clock });
  await requester.get("/");
  const all = Array.from({ length: 12 }, (_, index) => requester.get(`/${index}`));
  while (under.length < all.length) await clock.sleep(1, new AbortController().signal);
  under.shift()!(DOWN() as Response);
  await clock.sleep(3_600_000, new AbortController().signal);
  isAwake = true;
  for (const end of under) end(DOWN() as Response);
  assertEquals(await Promise.all(all), all.map(() => ({ ok: true })));
});

Deno.test("Requester outlasts twenty seconds, whoever else waits", async () => {
  const clock = new FakeClock();
  const [from, until] = [clock.now() + 500, clock.now() + 20_500];
  const { requester } = prepare(
    [() => clock.now() < from || clock.now() > until ? OK() : DOWN()],
    { clock, rate: 40 },
  );
  const all: Promise<unknown>[] = [];
  for (let index = 0; index < 256; index += 64) {
    const some = Array.from({ length: 64 }, (_, each) => requester.get(`/${index + each}`));
    all.push(...some);
    await Promise.allSettled(some);
  }
  assertEquals(await Promise.all(all), all.map(() => ({ ok: true })));
});

/** Causes as Deno gives them, with the address that may hold a key. */
function toFailure(cause: string): Error {
  const address = "https://api.test/3/a?api_key=s3cr3t";
  return new TypeError("fetch failed", {
    cause: new Error(
      `error sending request for url (${address}): client error (Connect): ${cause}`,
    ),
  });
}

Deno.test("Requester notices within seconds that there is no network, and says why", async () => {
  const dead = toFailure("dns error: failed to lookup address information: Name not known");
  const { requester, clock, asked } = prepare([() => Promise.reject(dead)]);
  const begun = clock.now();
  const all = Array.from({ length: 20 }, (_, index) => requester.get(`/${index}`));
  for (const one of await Promise.allSettled(all)) {
    const { message } = (one as PromiseRejectedResult).reason;
    assertEquals(message, "Cannot ask test: its name is not found (DNS): is there a network?");
  }
  assertEquals(clock.now() - begun < 3_000, true, `${clock.now() - begun} ms`);
  const before = asked.length;
  await assertRejects(() => requester.get("/more"), StageError, "DNS");
  assertEquals(asked.length, before);
});

Deno.test("Requester gives up within seconds where a portal answers in place of the service", async () => {
  const { requester, clock } = prepare([() => new Response("<html>Log in</html>")]);
  const begun = clock.now();
  await assertRejects(() => requester.get("/a"), StageError, "its reply is no JSON");
  assertEquals(clock.now() - begun < 3_000, true, `${clock.now() - begun} ms`);
});

Deno.test("Requester gives up at once where another service answers", async () => {
  const { requester, asked } = prepare([OK], { isAnswer: (path) => path !== "/search" });
  assertEquals(await requester.get("/a"), { ok: true });
  for (const path of ["/search", "/b"]) {
    await assertRejects(() => requester.get(path), StageError, "is the address right?");
  }
  assertEquals(asked.length, 2);
});

Deno.test("Requester waits longer for a service that has answered before", async () => {
  const clock = new FakeClock();
  let down = false;
  const { requester } = prepare([
    () => down ? Promise.reject(toFailure("tcp connect error: Connection refused")) : OK(),
  ], { clock });
  await requester.get("/a");
  down = true;
  const begun = clock.now();
  await assertRejects(() => requester.get("/b"), StageError, "it refuses the connection");
  assertEquals(clock.now() - begun > 5_000, true);
});

Deno.test("Requester gives up at once where trying again is of no use", async () => {
  const capable = new Deno.errors.NotCapable(
    'Requires net access to "127.0.0.1:8099", run again with the --allow-net flag',
  );
  const cases: [Error, string][] = [
    [capable, "this command may not reach 127.0.0.1:8099"],
    [toFailure("invalid peer certificate: UnknownIssuer"), "its certificate cannot be trusted"],
    [toFailure("received corrupt message of type InvalidContentType"), "it does not speak TLS"],
  ];
  for (const [failure, why] of cases) {
    const { requester, asked } = prepare([() => Promise.reject(failure)]);
    for (const path of ["/a", "/b"]) {
      await assertRejects(() => requester.get(path), StageError, why);
    }
    assertEquals(asked.length, 1);
  }
});

Deno.test("Requester says how long replies took", async () => {
  const clock = new FakeClock();
  let count = 0;
  const { requester } = prepare([async () => {
    await clock.sleep(++count > 18 ? 1_000 : 50, new AbortController().signal);
    return OK();
  }], { clock, rate: 1 });
  for (let index = 0; index < 20; index++) await requester.get(`/${index}`);
  const { latencyP50, latencyP95 } = requester.counts;
  assertEquals([latencyP50 > 45 && latencyP50 < 55, latencyP95 > 900 && latencyP95 < 1100], [
    true,
    true,
  ]);
});

/** What a service sees of 100 requests that are made at once; `delay` is on the way to it. */
async function listArrivals(
  options: Pick<RequesterOptions, "rate" | "window">,
  toDelay: (index: number) => number = () => 0,
): Promise<readonly number[]> {
  const clock = new FakeClock();
  const arrivals: number[] = [];
  const signal = new AbortController().signal;
  let index = 0;
  const { requester } = prepare([async () => {
    await clock.sleep(toDelay(index++), signal);
    arrivals.push(clock.now());
    await clock.sleep(50, signal);
    return OK();
  }], { clock, ...options });
  const begun = clock.now();
  await Promise.all(Array.from({ length: 100 }, (_, index) => requester.get(`/${index}`)));
  return arrivals.map((at) => at - begun);
}

/** The most that arrived within any `ms`. */
function countMost(arrivals: readonly number[], ms: number): number {
  return Math.max(
    ...arrivals.map((from) => arrivals.filter((at) => at >= from && at < from + ms).length),
  );
}

Deno.test("Requester keeps within the rate, and makes use of it", async () => {
  const arrivals = await listArrivals({ rate: 40 });
  assertEquals(countMost(arrivals, 1_000), 40);
  assertEquals(arrivals.at(-1)! < 2_520, true, `${arrivals.at(-1)} ms`);
});

Deno.test("Requester keeps within the rate where requests are long on their way", async () => {
  const arrivals = await listArrivals({ rate: 40 }, (index) => index < 30 ? 400 - 5 * index : 0);
  assertEquals(countMost(arrivals, 1_000) <= 40, true, `${countMost(arrivals, 1_000)}`);
});

Deno.test("Requester asks at once for what a service takes in ten seconds", async () => {
  const arrivals = await listArrivals({ rate: 2, window: 10 });
  assertEquals([countMost(arrivals, 500), countMost(arrivals, 10_000)], [20, 20]);
});

Deno.test("Requester gives up at once where its key is refused, and never shows it", async () => {
  const secret = "s3cr3t-t0ken";
  const refused = () => Response.json({ status_message: `bad ${secret}` }, { status: 401 });
  const { requester, asked } = prepare([refused], {
    headers: { authorization: `Bearer ${secret}` },
    secretParameters: { api_key: secret },
  });
  const errors = [
    await assertRejects(() => requester.get("/a", { q: 1 }), StageError),
    await assertRejects(() => requester.get("/b"), StageError),
  ];
  assertEquals(asked.length, 1);
  assertEquals(asked[0]!.url, `https://api.test/3/a?q=1&api_key=${secret}`);
  assertEquals(asked[0]!.headers.get("authorization"), `Bearer ${secret}`);
  for (const error of errors) {
    assertEquals(error.message, "Cannot ask test: it refuses the key");
    assertEquals(Deno.inspect(error).includes(secret), false);
  }
});

Deno.test("Requester stops when its reader leaves", async () => {
  const stop = new AbortController();
  const { requester } = prepare([
    () => {
      stop.abort(new Error("the reader left"));
      return Promise.reject(new Error("aborted"));
    },
  ], { signal: stop.signal });
  await assertRejects(() => requester.get("/a"));
  assertEquals(requester.counts.requests, 1);
});

Deno.test("readRetryAfter() reads seconds and dates", () => {
  const now = Date.parse("2020-01-01T00:00:00Z");
  assertEquals(readRetryAfter("5", now), 5000);
  assertEquals(readRetryAfter("Wed, 01 Jan 2020 00:00:10 GMT", now), 10_000);
  assertEquals(readRetryAfter("Wed, 01 Jan 2019 00:00:10 GMT", now), 0);
  assertEquals([readRetryAfter("soon", now), readRetryAfter(null, now)], [undefined, undefined]);
});
