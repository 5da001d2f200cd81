import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { toRecord } from "../enrich/named_records.ts";
import { makeFolder } from "../make_folder.ts";
import { runCommand, type Running } from "./_run.ts";

const TOKEN = "eyJhbGciOiJIUzI1NiJ9.s3cr3t-t0ken";

/** A home, and a service on this machine that notes the keys that it is asked with. */
interface Place {
  readonly home: string;
  readonly host: string;
  readonly asked: string[];
  /** What the service answers. */
  answer: (request: Request) => Response;
}

const HEAT = { results: [{ id: 949, title: "Heat", release_date: "1995-12-15", vote_count: 1 }] };

function startPlace(): Place & AsyncDisposable {
  const folder = makeFolder();
  const asked: string[] = [];
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, (request) => {
    const { searchParams } = new URL(request.url);
    asked.push(request.headers.get("authorization") ?? searchParams.get("api_key")!);
    return place.answer(request);
  });
  const place: Place & AsyncDisposable = {
    home: folder.path,
    host: `127.0.0.1:${server.addr.port}`,
    asked,
    answer: () => Response.json(HEAT),
    async [Symbol.asyncDispose]() {
      await server.shutdown();
      folder[Symbol.dispose]();
    },
  };
  return place;
}

/** Runs `enrich` with its own permissions, its cache folder where it may write, and the one host. */
async function run(place: Place, options: Running & {
  /** @default that of the place */
  readonly host?: string;
  /** @default true */
  readonly mayWrite?: boolean;
} = {}) {
  const { args = [], input = line({ title: "Heat", year: 1995 }), mayWrite = true } = options;
  const { code, stdout, stderr, records } = await runCommand("enrich", {
    args: [
      ...["--provider", "name,tmdb", "--tmdb-url", `http://${options.host ?? place.host}/3`],
      ...args,
    ],
    input,
    env: {
      ...{ HOME: place.home, XDG_CACHE_HOME: "", XDG_CONFIG_HOME: "", TMDB_TOKEN: TOKEN },
      ...options.env,
    },
    permissions: [
      ...["-P=enrich", `--allow-net=${place.host}`],
      ...(mayWrite ? [`--allow-write=${place.home}/.cache/shelve`] : []),
    ],
  });
  return { code, text: stdout, records, said: stderr };
}

function line(parsed: object): string {
  return JSON.stringify(toRecord(parsed)) + "\n";
}

Deno.test("enrich asks TMDB once for records of one title, and never shows the token", async () => {
  await using place = startPlace();
  const { code, said, text, records } = await run(place, {
    args: ["--stats", "-"],
    input: line({ title: "Heat", year: 1995 }).repeat(3),
  });
  assertEquals(code, 0);
  const matches = records.map(({ match }) => [match.provider, match.ids.tmdb]);
  assertEquals(matches, [["tmdb", 949], ["tmdb", 949], ["tmdb", 949]]);
  assertEquals(place.asked, [`Bearer ${TOKEN}`]);
  assertStringIncludes(said, '"requests":1');
  assertEquals((text + said).includes(TOKEN), false);
});

Deno.test("enrich says that a key is refused, and marks each record as unavailable", async () => {
  await using place = startPlace();
  place.answer = () => new Response(TOKEN, { status: 401 });
  const { code, said, text, records } = await run(place, {
    env: { TMDB_TOKEN: "", TMDB_API_KEY: TOKEN },
    input: line({ title: "Heat", year: 1995 }) + line({ title: "Crash" }),
  });
  assertEquals(code, 1);
  assertStringIncludes(said, "Cannot ask tmdb: it refuses the key");
  assertEquals(records.map(({ match, errors }) => [match.status, errors[0].code]), [
    ["unavailable", "provider_unavailable"],
    ["unavailable", "provider_unavailable"],
  ]);
  assertEquals((text + said).includes(TOKEN), false);
});

Deno.test("enrich asks nothing that it asked before, and gives the same bytes", async () => {
  await using place = startPlace();
  const input = line({ title: "Heat", year: 1995 }) + line({ ids: { tmdb: 1 }, title: "Other" });
  place.answer = ({ url }) =>
    url.includes("search") ? Response.json(HEAT) : Response.json({}, { status: 404 });
  const first = await run(place, { input });
  const count = place.asked.length;
  const second = await run(place, { input, args: ["--stats", "-"] });
  assertEquals([first.code, first.said, second.code], [0, "", 0]);
  assertEquals([place.asked.length, second.text], [count, first.text]);
  const { services: { tmdb } } = JSON.parse(second.said);
  assertEquals([tmdb.requests, tmdb.hits, tmdb.misses], [0, count, 0]);
  assert(tmdb.negative > 0);

  const without = await run(place, { input, args: ["--no-cache"] });
  assertEquals([place.asked.length, without.text], [2 * count, first.text]);
});

Deno.test("enrich gives outdated answers where a service is down, and marks them", async () => {
  await using place = startPlace();
  await run(place);
  place.answer = () => new Response("down", { status: 400 });
  const input = line({ title: "Heat", year: 1995 }) + line({ title: "Crash", year: 1996 });
  const { code, records: [known, unknown] } = await run(place, { input, args: ["--ttl", "0s"] });
  assertEquals(code, 1);
  assertEquals([known.match.ids.tmdb, known.match.stale], [949, true]);
  assert(Math.abs(Date.parse(known.match.fetchedAt) - Date.now()) < 600_000);
  assertEquals([unknown.match.status, unknown.errors[0].code], [
    "unavailable",
    "provider_unavailable",
  ]);
});

Deno.test("enrich goes on without a cache that cannot be used, and says so once", async () => {
  await using place = startPlace();
  const input = line({ title: "Heat", year: 1995 }).repeat(3);
  const path = `${place.home}/.cache/shelve/answers.db`;
  const denied = await run(place, { input, mayWrite: false });
  await run(place, { args: ["--cache", ":memory:"] });
  await Deno.mkdir(`${place.home}/.cache/shelve`, { recursive: true });
  await Deno.writeTextFile(path, "this is no database\n".repeat(500));
  const corrupt = await run(place, { input });
  const noServer = await run(place, { input, args: ["--cache", "http://127.0.0.1:1/"] });
  for (const { code, said, records } of [denied, corrupt, noServer]) {
    assertEquals([code, records.length, said.split("\n").length], [0, 3, 2], said);
    assertStringIncludes(said, "goes on without a cache");
  }
  assertStringIncludes(denied.said, "deno task install --cache");
  assertStringIncludes(corrupt.said, "remove it to begin anew");
});

Deno.test("enrich takes the key from a file, of either version, and shows it nowhere", async () => {
  await using place = startPlace();
  const file = `${place.home}/key`;
  const key = "0123456789abcdef0123456789abcdef";
  const none = { TMDB_TOKEN: "" };
  const said: string[] = [];
  for (const secret of [TOKEN, key]) {
    await Deno.writeTextFile(file, `${secret}\n`);
    const args = ["--tmdb-token-file", file, "--stats", "-", "--ttl", "0s"];
    const given = await run(place, { args, env: none });
    await Deno.mkdir(`${place.home}/.config/shelve`, { recursive: true });
    await Deno.copyFile(file, `${place.home}/.config/shelve/tmdb-token`);
    const usual = await run(place, { args: ["--ttl", "0s"], env: none });
    place.answer = () => new Response(secret, { status: 401, statusText: secret });
    const refused = await run(place, { args, env: none, input: line({ title: "New" }) });
    place.answer = () => Response.json(HEAT);
    assertEquals([given.code, usual.code, refused.code], [0, 0, 1]);
    assertStringIncludes(refused.said, "Cannot ask tmdb: it refuses the key");
    said.push(...[given, usual, refused].flatMap(({ text, said }) => [text, said]));
  }
  assertEquals(new Set(place.asked), new Set([`Bearer ${TOKEN}`, key]));
  const folder = `${place.home}/.cache/shelve`;
  for (const { name } of Deno.readDirSync(folder)) {
    said.push(new TextDecoder("latin1").decode(await Deno.readFile(`${folder}/${name}`)));
  }
  assert(said.at(-1)!.length > 1_000);
  for (const secret of [TOKEN, key]) {
    assertEquals(said.filter((text) => text.includes(secret)), []);
  }
});

Deno.test("enrich names at once what is wrong with its wishes, with exit code 2", async () => {
  await using place = startPlace();
  const cases: { args: string[]; host?: string; says: string }[] = [
    { args: [], host: "127.0.0.1:1", says: "deno task install --host 127.0.0.1:1" },
    { args: ["--tvmaze-url", "nonsense"], says: "--tvmaze-url needs an address" },
    { args: ["--tvmaze-url", "ftp://x/"], says: "needs an address of http or https" },
    { args: ["--tvmaze-url", `http://u:${TOKEN}@x/`], says: "takes no password" },
    { args: ["--tvmaze-url", `http://x/?k=${TOKEN}`], says: "without parameters" },
    { args: ["--tmdb-token-file", `${place.home}/none`], says: "it is not there" },
    { args: ["--ttl", "long"], says: "--ttl needs an age" },
    { args: ["--concurrency", "0"], says: "--concurrency needs at least 1" },
  ];
  for (const { says, ...options } of cases) {
    const { code, text, said } = await run(place, options);
    assertEquals([code, text], [2, ""], said);
    assertStringIncludes(said, says);
    assertEquals(said.includes(TOKEN), false);
  }
  assertEquals(place.asked, []);
});

Deno.test("enrich says why a service is not reached, within seconds", async () => {
  await using place = startPlace();
  const free = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const host = `127.0.0.1:${free.addr.port}`;
  free.close();
  const { code, said, records } = await run({ ...place, host }, {
    input: line({ title: "Heat" }) + line({ title: "Crash" }),
  });
  assertEquals(code, 1);
  assertEquals(records.map(({ match }) => match.status), ["unavailable", "unavailable"]);
  assertStringIncludes(said, "Cannot ask tmdb: it refuses the connection");
});

Deno.test("enrich says that an address is wrong, and keeps no answer of it", async () => {
  await using place = startPlace();
  const wrong = [
    () => Response.json({ message: "not here" }, { status: 404 }),
    () => Response.json({ results: "none" }),
  ];
  for (const answer of wrong) {
    place.answer = answer;
    const { code, said, records } = await run(place);
    assertEquals([code, records[0].match.status], [1, "unavailable"]);
    assertStringIncludes(said, "what answers is not that service: is the address right?");
  }
  place.answer = () => Response.json(HEAT);
  assertEquals((await run(place)).records[0].match.ids, { tmdb: 949 });
});
