/**
 * How each server wants its library.
 *
 * @module
 */
import { emby } from "./emby.ts";
import { jellyfin, jellyfin10 } from "./jellyfin.ts";
import { kodi } from "./kodi.ts";
import { plex } from "./plex.ts";
import { plexAndJellyfin } from "./plex_and_jellyfin.ts";
import type { Preset } from "./preset.ts";

export type * from "./preset.ts";

/** Every preset, by the name that `--server` takes. */
export const PRESETS = {
  plex,
  jellyfin,
  "jellyfin-10": jellyfin10,
  emby,
  kodi,
  "plex+jellyfin": plexAndJellyfin,
} as const satisfies Readonly<Record<string, Preset>>;

/** A server that names can be made for. */
export type ServerName = keyof typeof PRESETS;

/** The choices of `--server`. */
export const SERVERS = Object.keys(PRESETS) as ServerName[];
