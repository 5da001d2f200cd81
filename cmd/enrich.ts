#!/usr/bin/env -S deno run -q --no-prompt -P=enrich
import { join } from "@std/path";
import { type CommandContext, defineCommand, main, UsageError } from "../lib/cli/mod.ts";
import { Catalog, CatalogError, enrich, readHead } from "../lib/enrich/mod.ts";

/** `enrich`: which film or show each record is. */
export const command = defineCommand({
  name: "enrich",
  summary: "Find which film or show each name means, and say how sure that is",
  description:
    "Looks for ids in names and NFO files, then in the catalog. What is in doubt is marked " +
    "ambiguous, with its candidates, and never guessed. Nothing is asked over a network.",
  reads: "records",
  requires: ["file", "parsed"],
  flags: {
    catalog: {
      type: "string",
      value: "DB",
      help: "Made by catalog build; by default $XDG_CONFIG_HOME/shelve/catalog.db",
    },
  },
  examples: [
    "scan ~/Downloads | parse | enrich --catalog catalog.db | plan --library /media | apply",
    "… | enrich | jq -c 'select(.match.status == \"ambiguous\") | .match.candidates'",
  ],
  run: ({ catalog: path }, context) => {
    const catalog = openCatalog(path, context);
    if (catalog !== undefined) context.atEnd(() => catalog.close());
    return enrich({ catalog, readHead });
  },
});

function openCatalog(
  given: string | undefined,
  { env, warn }: CommandContext,
): Catalog | undefined {
  const path = given ?? findCatalog(env);
  if (path === undefined) {
    warn(
      "no catalog, so only ids in names and NFO files count: make one with catalog build, and name it with --catalog",
    );
    return undefined;
  }
  try {
    return new Catalog(path);
  } catch (error) {
    if (!(error instanceof CatalogError)) throw error;
    throw new UsageError(`${error.message}; build one with catalog build`);
  }
}

/** The catalog at its usual place, if there is one. */
function findCatalog(env: CommandContext["env"]): string | undefined {
  const home = env("HOME");
  const config = env("XDG_CONFIG_HOME") || (home === undefined ? undefined : join(home, ".config"));
  const path = config === undefined ? undefined : join(config, "shelve", "catalog.db");
  try {
    return path !== undefined && Deno.statSync(path).isFile ? path : undefined;
  } catch {
    return undefined;
  }
}

if (import.meta.main) Deno.exit(await main(command));
