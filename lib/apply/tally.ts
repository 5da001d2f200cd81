import { basename } from "@std/path";
import { isFailed } from "../stream/mod.ts";
import type { MediaRecord, Plan, Result } from "../record/mod.ts";

/** What a run did, for the line that a command ends with and for its figures. */
export interface Tally {
  /** Units that were placed, or taken back. */
  done: number;
  /** Bytes of these, sidecars included. */
  bytes: number;
  /** Records that were not begun, because of a signal or a reader who has gone. */
  left: number;
  /** Records that passed a mere check. */
  ready: number;
  /** Records that carry errors, also of a command before. */
  withErrors: number;
  /** By reason. */
  readonly skipped: Record<string, number>;
}

/** Nothing was done yet. */
export function createTally(): Tally {
  return { done: 0, bytes: 0, left: 0, ready: 0, withErrors: 0, skipped: {} };
}

/** Counts a record as it goes out, after `check` of one that was only looked at. */
export function addToTally(
  tally: Tally,
  record: MediaRecord,
  { check = false }: { readonly check?: boolean } = {},
): void {
  const { status, bytes, reason } = (record["result"] ?? {}) as Partial<Result>;
  const plan = (record["plan"] ?? {}) as Partial<Plan>;
  if (isFailed(record)) {
    tally.withErrors++;
  } else if (status === "done") {
    tally.done++;
    tally.bytes += bytes ?? 0;
  } else if (status === "skipped" || (check && plan.action === "none")) {
    const why = reason ?? plan.reason ?? "";
    tally.skipped[why] = (tally.skipped[why] ?? 0) + 1;
  } else if (check) tally.ready++;
  else tally.left++;
}

/** One line; empty where nothing was counted. */
export function describeTally({ done, bytes, left, ready, withErrors, skipped }: Tally): string {
  const parts = done > 0 ? [`${done} done (${toSize(bytes)})`] : [];
  const reasons = Object.entries(skipped);
  if (reasons.length > 0) {
    const all = reasons.reduce((sum, [, count]) => sum + count, 0);
    parts.push(`${all} skipped (${reasons.map(([why, count]) => `${count} ${why}`).join(", ")})`);
  }
  if (ready > 0) parts.push(`${ready} could be applied`);
  if (withErrors > 0) parts.push(`${withErrors} failed`);
  if (left > 0) parts.push(`${left} left as they were`);
  return parts.join(", ");
}

/** Shows how much was copied, and what is being copied: one film may take minutes. */
export function createCopyMeter(): CopyMeter {
  let all = 0;
  let current = "";
  return {
    onBytes(bytes, source) {
      all += bytes;
      current = basename(source);
    },
    reckon: () => all === 0 ? {} : { counts: { "MB copied": Math.floor(all / 1e6) }, current },
  };
}

/** Bytes of copies, for the line of progress. */
export interface CopyMeter {
  readonly onBytes: (bytes: number, source: string) => void;
  readonly reckon: () => { readonly counts?: Record<string, number>; readonly current?: string };
}

const UNITS = ["bytes", "kB", "MB", "GB", "TB"];

/** Such as `1.5 GB`. */
export function toSize(bytes: number): string {
  const step = Math.min(UNITS.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  return `${Number((bytes / 1000 ** step).toPrecision(3))} ${UNITS[step]}`;
}
