import { UsageError } from "../record/mod.ts";

/**
 * The address of a service that the user names.
 *
 * @throws {UsageError} for what is none, or holds a password or key: a command line is seen by all
 */
export function readServiceUrl(flag: string, text: string): URL {
  const fail = (why: string) => new UsageError(`${flag} ${why}, such as http://127.0.0.1:8099/3`);
  if (!URL.canParse(text)) throw fail("needs an address");
  const url = new URL(text);
  if (!/^https?:$/.test(url.protocol)) throw fail("needs an address of http or https");
  if (url.username !== "" || url.password !== "") throw fail("takes no password in the address");
  if (url.search !== "" || url.hash !== "") throw fail("takes an address without parameters");
  return url;
}
