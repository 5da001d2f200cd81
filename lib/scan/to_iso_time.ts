let lastDay = NaN;
let lastDate = "";
let lastMinute = NaN;
let lastClock = "";

/**
 * `time` as `toISOString()` gives it, at a tenth of the cost: the files of a folder are most often of one day, and the
 * date is what takes long. Nothing for what is no time.
 */
export function toIsoTime(time: Date | null): string | undefined {
  const ms = time === null ? NaN : time.getTime();
  if (Number.isNaN(ms)) return undefined;
  const day = Math.floor(ms / DAY);
  if (day !== lastDay) {
    lastDate = time!.toISOString().slice(0, -"00:00:00.000Z".length);
    lastDay = day;
  }
  const minute = Math.floor(ms / MINUTE);
  if (minute !== lastMinute) {
    const minutes = minute - day * (DAY / MINUTE);
    lastClock = lastDate + TWO_DIGITS[Math.floor(minutes / 60)] + ":" + TWO_DIGITS[minutes % 60] +
      ":";
    lastMinute = minute;
  }
  const rest = Math.floor(ms - minute * MINUTE);
  return lastClock + (TWO_DIGITS[Math.floor(rest / 1000)]! + toFraction(rest % 1000));
}

/** Milliseconds. */
const DAY = 86_400_000;
const MINUTE = 60_000;

const TWO_DIGITS = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, "0"));
/** Made when first needed: all thousand at the start would be felt in every run. */
const fractions: string[] = [];

/** Such as `.042Z`. */
function toFraction(ms: number): string {
  return fractions[ms] ??= `.${String(ms).padStart(3, "0")}Z`;
}
