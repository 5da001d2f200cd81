import { isFailed } from "../stream/mod.ts";
import type { MediaRecord, Result } from "../record/mod.ts";

/** Counts what a run does, for the line that a command ends with. */
export class Tally {
  /** Units that were placed, or taken back. */
  done = 0;
  /** Bytes of these, sidecars included. */
  bytes = 0;
  /** Records that were not begun, because of a signal or a reader who has gone. */
  left = 0;
  /** Records that passed a mere check. */
  ready = 0;
  /** By reason. */
  readonly skipped: Record<string, number> = {};

  /** Counts a record as it goes out, after `check` of one that was only looked at. */
  add(record: MediaRecord, { check = false }: { readonly check?: boolean } = {}): void {
    const { status, bytes, reason = "" } = (record["result"] ?? {}) as Partial<Result>;
    if (isFailed(record)) return;
    if (status === "done") {
      this.done++;
      this.bytes += bytes ?? 0;
    } else if (status === "skipped") {
      this.skipped[reason] = (this.skipped[reason] ?? 0) + 1;
    } else if (check) this.ready++;
    else this.left++;
  }

  /** One line; empty where nothing was counted. */
  toString(): string {
    const parts = this.done > 0 ? [`${this.done} done (${toSize(this.bytes)})`] : [];
    for (const [reason, count] of Object.entries(this.skipped)) {
      parts.push(`${count} skipped (${reason})`);
    }
    if (this.ready > 0) parts.push(`${this.ready} could be applied`);
    if (this.left > 0) parts.push(`${this.left} left as they were`);
    return parts.join(", ");
  }
}

const UNITS = ["bytes", "kB", "MB", "GB", "TB"];

function toSize(bytes: number): string {
  const step = Math.min(UNITS.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  return `${Number((bytes / 1000 ** step).toPrecision(3))} ${UNITS[step]}`;
}
