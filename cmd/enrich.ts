#!/usr/bin/env -S deno run -q --no-prompt --v8-flags=--max-semi-space-size=4,--heap-growing-percent=50 --allow-write=${HOME}/.cache/shelve -P=enrich
import { defineCommand, main } from "../lib/cli/mod.ts";
import { enrich, learn, openSources, ORDER_NAMES } from "../lib/enrich/mod.ts";

/** `enrich`: which film or show each record is. */
export const command = defineCommand({
  name: "enrich",
  summary: "Find which film or show each name means, and say how sure that is",
  description:
    "Looks for ids in names and NFO files, then in the catalog, then at TMDB if TMDB_TOKEN (or " +
    "TMDB_API_KEY) is set, and at TVmaze, which needs no key. With a catalog and no key nothing is " +
    "asked over the network. What services say is kept and not asked again until it is outdated; " +
    "the command cache looks into that. What is in doubt is marked ambiguous, with its candidates, " +
    "and never guessed.",
  reads: "records",
  requires: ["file", "parsed"],
  // deno-fmt-ignore -- a table
  flags: {
    catalog: { type: "string", value: "DB", help: "Made by catalog build; by default $XDG_CONFIG_HOME/shelve/catalog.db" },
    overrides: { type: "string", value: "FILE", help: "Your own choices; by default $XDG_CONFIG_HOME/shelve/overrides.ndjson" },
    offline: { type: "boolean", help: "Ask nothing over the network" },
    provider: { type: "string", value: "LIST", help: "Whom to ask, in this order: name,nfo,catalog,tmdb,tvmaze" },
    order: { type: "string", choices: ORDER_NAMES, help: "How episodes are numbered; the orders of TheTVDB as TMDB and TVmaze have them" },
    language: { type: "string", value: "TAG", help: "Language of TMDB's titles, such as de-DE" },
    region: { type: "string", value: "CODE", help: "Country whose dates of release TMDB gives: DE" },
    cache: { type: "string", value: "PATH", help: "Keep answers here: a file, :memory:, or the URL of a KV Connect server; by default $XDG_CACHE_HOME/shelve/answers.db" },
    "no-cache": { type: "boolean", excludes: ["cache", "ttl"], help: "Keep no answers, and use none" },
    ttl: { type: "string", value: "AGE", help: "Ask again what is older, such as 12h or 30d" },
    concurrency: { type: "integer", value: "N", min: 1, help: "Records that are worked on at once, their requests still within the rate; by default 64, or 16 offline" },
    "tmdb-token-file": { type: "string", value: "FILE", help: "Holds your key of TMDB; by default $XDG_CONFIG_HOME/shelve/tmdb-token" },
    "tmdb-url": { type: "string", value: "URL", help: "Another address of TMDB's API, version 3" },
    "tvmaze-url": { type: "string", value: "URL", help: "Another address of TVmaze's API" },
  },
  examples: [
    "enrich learn --help     # remembers what you have corrected",
    "scan ~/Downloads | parse | enrich --catalog catalog.db | plan --library /media | apply",
    "… | enrich | jq -c 'select(.match.status == \"ambiguous\") | .match.candidates'",
  ],
  async run(flags, { env, atEnd, warn, stats }) {
    const sources = await openSources(flags, {
      ...{ env, fetch, now: Date.now, warn },
      mayReach: (host) => Deno.permissions.querySync({ name: "net", host }).state === "granted",
    });
    atEnd(() => sources.close());
    stats["services"] = sources.services.counts;
    return enrich(sources);
  },
});

/** `enrich learn`: what a user has corrected, as overrides. */
export const learnCommand = defineCommand({
  name: "enrich learn",
  summary: "Remember what you have corrected in the output of enrich",
  description:
    "Prints an override, a line each, for every record whose match.ids you have changed or filled " +
    "in, for all files of that title and year. Needs no permission and asks nobody: it is for you " +
    "to append its lines to a file, of which the last that fits counts.",
  reads: "records",
  requires: ["file", "parsed"],
  flags: {},
  examples: [
    "jq -c 'if .parsed.title == \"Dune\" then .match.ids = {tmdb: 841} else . end' out.ndjson | " +
    "enrich learn >> ~/.config/shelve/overrides.ndjson",
  ],
  run: () => learn(),
});

if (import.meta.main) {
  const [word, ...rest] = Deno.args;
  Deno.exit(await (word === "learn" ? main(learnCommand, { args: rest }) : main(command)));
}
