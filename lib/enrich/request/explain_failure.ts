/** Why a service was not reached. */
export interface Failure {
  /** As it is said to the user, without any address: that may hold a key. */
  readonly why: string;
  /** Whether it stays so however often it is tried. */
  readonly lasting: boolean;
}

/**
 * What Deno says, in words of use.
 *
 * Source: read from failing requests of Deno 2.9.5
 */
const CAUSES: readonly (readonly [pattern: RegExp, why: string, lasting?: true])[] = [
  [/dns error|lookup address/i, "its name is not found (DNS): is there a network?"],
  [/connection refused/i, "it refuses the connection"],
  [/unreachable/i, "there is no way to it: is there a network?"],
  [/certificate/i, "its certificate cannot be trusted", true],
  [
    /corrupt message|InvalidContentType|handshake|alert/i,
    "it does not speak TLS: is it http, and not https?",
    true,
  ],
  [/ports? \d+ are blocked/i, "Deno asks no service on this port", true],
];

/** Says why a request found nobody, given what `fetch` threw. */
export function explainFailure(error: unknown): Failure {
  if (error instanceof Deno.errors.NotCapable) {
    const [, host] = /net access to "([^"]+)"/.exec(error.message) ?? [];
    return { why: `this command may not reach ${host ?? "it"}`, lasting: true };
  }
  const texts = [error, (error as Error | undefined)?.cause].map((each) =>
    each instanceof Error ? each.message : ""
  );
  const known = CAUSES.find(([pattern]) => texts.some((text) => pattern.test(text)));
  const [, why = "it could not be reached", lasting = false] = known ?? [];
  return { why, lasting };
}
