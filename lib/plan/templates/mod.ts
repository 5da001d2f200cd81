/**
 * How each server wants its library.
 *
 * @module
 */
import { plex } from "./plex.ts";
import type { Preset } from "./preset.ts";

export type { Preset };

/** Every preset, by the name that `--server` takes. */
export const PRESETS = { plex } as const satisfies Readonly<Record<string, Preset>>;

/** A server that names can be made for. */
export type ServerName = keyof typeof PRESETS;

/** The choices of `--server`. */
export const SERVERS = Object.keys(PRESETS) as ServerName[];
