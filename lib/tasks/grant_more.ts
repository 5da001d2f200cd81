import { join } from "@std/path";
import { type Grant, type PermissionSet, placeCaches, toFlags } from "./permission_set.ts";
import type { CommandSource, Project } from "./read_project.ts";

/** What a user allows beyond `deno.json`. */
export interface MoreGrants {
  /** Hosts, with a port if need be, that commands which ask services may ask too. */
  readonly hosts: readonly string[];
  /** Files or addresses of KV Connect where commands that keep answers may keep them too. */
  readonly caches: readonly string[];
}

/** The project with more granted, to those commands alone that have something of the kind. */
export function grantMore(project: Project, { hosts, caches }: MoreGrants): Project {
  const addresses = caches.filter(isAddress);
  const files = caches.filter((cache) => !isAddress(cache));
  return changePermissions(project, (set) => {
    const keeps = isList(set["write"]);
    return {
      ...set,
      ...(isList(set["net"]) ? { net: [...set["net"], ...hosts] } : {}),
      ...(keeps ? { write: [...set["write"] as readonly string[], ...files] } : {}),
      ...(keeps && addresses.length > 0 ? grantServers(set, { addresses, hosts }) : {}),
    };
  });
}

function grantServers(
  set: PermissionSet,
  { addresses, hosts }: {
    readonly addresses: readonly string[];
    readonly hosts: readonly string[];
  },
): PermissionSet {
  const names = addresses.map((address) => new URL(address).host);
  return {
    net: [...toNames(set["net"]), ...hosts, ...names],
    env: [...toNames(set["env"]), "DENO_KV_ACCESS_TOKEN"],
  };
}

/** The project with the folder of the user's caches fixed, where no script finds it at each start. */
export function fixCaches(project: Project, folder: string): Project {
  return changePermissions(project, (set) =>
    Object.fromEntries(
      Object.entries(set).map(([kind, grant]) => [
        kind,
        isList(grant) ? grant.map((name) => placeCaches(name, folder)) : grant,
      ]),
    ));
}

/** Where this user's caches are. */
export function findCaches(env: (name: string) => string | undefined): string {
  return env("XDG_CACHE_HOME") || join(env("HOME") || "/", ".cache");
}

function changePermissions(
  project: Project,
  change: (set: PermissionSet) => PermissionSet,
): Project {
  const commands = project.commands.map((command): CommandSource => {
    const permissions = change(command.permissions);
    const others = command.flags.filter((flag) => !flag.startsWith("--allow-"));
    return { ...command, permissions, flags: [...others, ...toFlags(permissions)] };
  });
  return { ...project, commands };
}

function isAddress(cache: string): boolean {
  return /^https?:\/\//.test(cache);
}

function isList(grant: Grant | undefined): grant is readonly string[] {
  return Array.isArray(grant);
}

function toNames(grant: Grant | undefined): readonly string[] {
  return isList(grant) ? grant : [];
}
