#!/usr/bin/env -S deno run -q --no-prompt --v8-flags=--max-semi-space-size=4 -P=enrich
import { defineCommand, main, UsageError } from "../lib/cli/mod.ts";
import { CatalogError, enrich, openSources } from "../lib/enrich/mod.ts";

/** `enrich`: which film or show each record is. */
export const command = defineCommand({
  name: "enrich",
  summary: "Find which film or show each name means, and say how sure that is",
  description:
    "Looks for ids in names and NFO files, then in the catalog, then at TMDB if TMDB_TOKEN (or " +
    "TMDB_API_KEY) is set, and at TVmaze, which needs no key. With a catalog and no key nothing is " +
    "asked over the network. What is in doubt is marked ambiguous, with its candidates, and never " +
    "guessed.",
  reads: "records",
  requires: ["file", "parsed"],
  flags: {
    catalog: {
      type: "string",
      value: "DB",
      help: "Made by catalog build; by default $XDG_CONFIG_HOME/shelve/catalog.db",
    },
    offline: { type: "boolean", help: "Ask nothing over the network" },
    provider: {
      type: "string",
      value: "LIST",
      help: "Whom to ask, in this order: name,nfo,catalog,tmdb,tvmaze",
    },
    language: { type: "string", value: "TAG", help: "Language of TMDB's titles, such as de-DE" },
    "tmdb-url": { type: "string", value: "URL", help: "Another address of TMDB's API, version 3" },
    "tvmaze-url": { type: "string", value: "URL", help: "Another address of TVmaze's API" },
  },
  examples: [
    "scan ~/Downloads | parse | enrich --catalog catalog.db | plan --library /media | apply",
    "… | enrich | jq -c 'select(.match.status == \"ambiguous\") | .match.candidates'",
  ],
  run(flags, { env, atEnd, warn, stats }) {
    try {
      const sources = openSources({
        env,
        fetch,
        catalog: flags.catalog,
        offline: flags.offline,
        providers: flags.provider?.split(","),
        language: flags.language,
        tmdbUrl: flags["tmdb-url"],
        tvmazeUrl: flags["tvmaze-url"],
      });
      atEnd(() => sources.catalog?.close());
      if (sources.advice !== undefined) warn(sources.advice);
      stats["services"] = sources.services.counts;
      return enrich(sources);
    } catch (error) {
      const isUsage = error instanceof CatalogError || error instanceof TypeError;
      throw isUsage ? new UsageError(error.message) : error;
    }
  },
});

if (import.meta.main) Deno.exit(await main(command));
