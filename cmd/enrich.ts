#!/usr/bin/env -S deno run -q --no-prompt --v8-flags=--max-semi-space-size=4 -P=enrich
import { defineCommand, main, UsageError } from "../lib/cli/mod.ts";
import {
  Catalog,
  CatalogError,
  chooseProviders,
  enrich,
  findCatalog,
  readHead,
  readTmdbKey,
  type Services,
} from "../lib/enrich/mod.ts";

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
  run: (flags, context) => {
    const path = flags.catalog ?? findCatalog(context.env);
    const catalog = path === undefined ? undefined : openCatalog(path);
    context.atEnd(() => catalog?.close());
    const key = orUsageError(() => readTmdbKey(context.env));
    const providers = orUsageError(() =>
      chooseProviders({
        names: flags.provider?.split(","),
        offline: flags.offline,
        hasCatalog: catalog !== undefined,
        hasKey: key !== undefined,
      })
    );
    if (catalog === undefined && key === undefined) {
      context.warn(`no catalog and no key of TMDB, so films are known only by ids: ${ADVICE}`);
    }
    const counts: NonNullable<Services["counts"]> = context.stats["services"] = {};
    const services: Services = {
      fetch,
      counts,
      language: flags.language,
      ...(key === undefined ? {} : { tmdb: { ...key, url: flags["tmdb-url"] } }),
      tvmaze: { url: flags["tvmaze-url"] },
    };
    return enrich({ catalog, services, readHead, providers });
  },
});

const ADVICE = "make a catalog with catalog build, or set TMDB_TOKEN";

function openCatalog(path: string): Catalog {
  try {
    return new Catalog(path);
  } catch (error) {
    if (!(error instanceof CatalogError)) throw error;
    throw new UsageError(`${error.message}; build one with catalog build`);
  }
}

function orUsageError<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof TypeError ? new UsageError(error.message) : error;
  }
}

if (import.meta.main) Deno.exit(await main(command));
