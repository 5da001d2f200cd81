/** A call's cost, in microseconds: above `slow` its latency is what limits, below `fast` it is not. */
const LIMITS = {
  /** For each file looked up. */
  stat: { slow: 40, fast: 20 },
  /** For each folder listed, which takes some calls; a cold disk needs 100 to 200. */
  list: { slow: 300, fast: 150 },
};

/** Samples that are kept of each kind, and how many are needed. */
const WINDOW = { most: 8, least: 3 };

/** Of so many answers one is timed, while many are in flight. */
const PROBES = { stat: 64, list: 16 };

/** What is timed. */
export type Timed = keyof typeof LIMITS;

/**
 * Judges from the time that calls take whether the latency of the disk is what limits a walk.
 *
 * The least of the last samples counts: a mean would take a busy moment of the machine or a cold cache for a slow disk,
 * and asynchronous calls cost three times as much on a fast one. Files and folders are judged apart, since NFS and SMB
 * learn about files when they list a folder: there only the listing is slow.
 */
export interface Pace {
  /** Whether calls shall be many in flight. */
  isSlow(): boolean;
  /** Whether the next answer to `kind` shall be timed, though many are in flight. */
  wantsProbe(kind: Timed): boolean;
  /** Takes in that an answer of so many `entries` took so many `ms`, one call after the other. */
  add(kind: Timed, cost: { readonly ms: number; readonly entries: number }): void;
}

/** Nothing is known of the disk yet. */
export function createPace(): Pace {
  const samples: Record<Timed, number[]> = { stat: [], list: [] };
  const answers: Record<Timed, number> = { stat: 0, list: 0 };
  let isSlow = false;

  function isSlowNow(kind: Timed): boolean {
    const of = samples[kind];
    return of.length >= WINDOW.least && Math.min(...of) > LIMITS[kind].slow;
  }

  function isFastAgain(): boolean {
    const { stat, list } = samples;
    return list.length >= WINDOW.least && Math.max(...list) < LIMITS.list.fast &&
      stat.every((us) => us < LIMITS.stat.fast);
  }

  return {
    isSlow: () => isSlow,
    wantsProbe: (kind) => ++answers[kind] % PROBES[kind] === 0,
    add(kind, { ms, entries }) {
      // Each name of a listing takes about 2 µs wherever the disk is.
      const us = kind === "list" ? ms * 1000 - 2 * entries : ms * 1000 / Math.max(1, entries);
      const of = samples[kind];
      of.push(us);
      if (of.length > WINDOW.most) of.shift();
      if (isSlow ? isFastAgain() : isSlowNow(kind)) {
        isSlow = !isSlow;
        samples.stat.length = samples.list.length = 0;
      }
    },
  };
}
