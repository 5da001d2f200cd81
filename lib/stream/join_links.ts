import type { Link } from "./record_stream.ts";

/** Two links as one, for a command that is made of two stages. */
export function joinLinks<In, Middle, Out>(
  first: Link<In, Middle>,
  second: Link<Middle, Out>,
): Link<In, Out> {
  return { writable: first.writable, readable: first.readable.pipeThrough(second) };
}
