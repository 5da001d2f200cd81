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

Deno.test("Requester asks once for equal questions while one is under way", async () => {
  const { requester, asked } = prepare([OK]);
  const [one, two] = await Promise.all([
    requester.get("/a", { q: "x y", none: undefined }),
    requester.get("/a", { q: "x y" }),
    requester.get("/b"),
  ]);
  assertEquals([one, two], [{ ok: true }, { ok: true }]);
  assertEquals(asked.map(({ url }) => url), ["https://api.test/3/a?q=x+y", "https://api.test/3/b"]);
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

Deno.test("Requester keeps within the rate", async () => {
  const { requester, asked } = prepare([OK], { rate: 10 });
  await Promise.all(Array.from({ length: 30 }, (_, index) => requester.get(`/${index}`)));
  const begun = asked[0]!.at;
  assertEquals(asked.map(({ at }) => at - begun), asked.map((_, index) => index * 100));
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
