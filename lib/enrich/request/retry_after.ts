/**
 * Milliseconds that a `Retry-After` header asks for: seconds or a date; `undefined` where it says
 * nothing of use.
 *
 * Source: RFC 9110, section 10.2.3
 */
export function readRetryAfter(header: string | null, now: number): number | undefined {
  if (header === null) return undefined;
  if (/^\d{1,9}$/.test(header.trim())) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
