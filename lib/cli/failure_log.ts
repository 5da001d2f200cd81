import type { FailedRecord, MediaFile, MediaRecord } from "../record/mod.ts";

/** Says why records failed: a line each, but of a reason that many of them share the first few alone. */
export interface FailureLog {
  add(record: FailedRecord): void;
  /** Says how many more there were of each reason. */
  end(): void;
}

/** Records whose common reason is said in full, as where a whole stream lacks what an earlier command adds. */
const SHOWN = 3;

/** Reasons that are counted; of more than that the lines are as good as different. */
const MOST = 1000;

/** A log of no failures, which writes to `say`. */
export function createFailureLog(say: (line: string) => void): FailureLog {
  const reasons = new Map<string, { text: string; count: number }>();
  return {
    add(record) {
      const { message } = record.errors[0];
      const key = toReason(record);
      const reason = reasons.get(key) ?? { text: message, count: 0 };
      if (reason.count > 0 || reasons.size < MOST) reasons.set(key, reason);
      if (reason.text !== message) reason.text = key;
      if (++reason.count <= SHOWN) say(message + toWhich(record));
    },
    end() {
      for (const { text, count } of reasons.values()) {
        if (count > SHOWN) say(`${text} (${count - SHOWN} more)`);
      }
      reasons.clear();
    },
  };
}

/** What two messages share that say the same of different names, numbers or details at their end. */
function toReason(record: FailedRecord): string {
  const { message } = record.errors[0];
  const path = toPath(record);
  // A path may hold what ends the quotes around it.
  return (path ? message.replaceAll(path, "…") : message).replace(
    /"[^"]*"|(?<= )\d+\b|\(.*\)$/gs,
    ([mark]) => mark === '"' ? '"…"' : mark === "(" ? "(…)" : "…",
  );
}

/** Tells which record it is, where the message does not. */
function toWhich({ errors, ...record }: FailedRecord): string {
  const [{ message }] = errors;
  const { source } = record;
  const path = toPath(record);
  if (path !== undefined) return message.includes(path) ? "" : ` (${path})`;
  // Of a line that names no file, as much as lets the user find it.
  const line = typeof source === "string" ? source : JSON.stringify(record);
  if (message.includes(line.slice(0, 10))) return "";
  return ` (${line.length > 40 ? `${line.slice(0, 40)}…` : line})`;
}

function toPath({ file }: MediaRecord): string | undefined {
  const { path } = (file ?? {}) as Partial<MediaFile>;
  return typeof path === "string" ? path : undefined;
}
