/** Last part of a path, without `suffix`. */
export function basename(path: string | URL, suffix?: string): string;
/** All but the last part of a path. */
export function dirname(path: string | URL): string;
/** The path of a `file:` URL. */
export function fromFileUrl(url: string | URL): string;
/** Parts as one normalized path. */
export function join(path?: string | URL, ...paths: string[]): string;
/** A path without `.`, `..` and doubled slashes. */
export function normalize(path: string | URL): string;
/** The way from one path to another. */
export function relative(from: string, to: string): string;
/** Parts as one absolute path, each taken from where the last one leads. */
export function resolve(...paths: string[]): string;
/** What stands between the parts of a path. */
export const SEPARATOR: "/";
