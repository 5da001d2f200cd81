/** A run's id: its time to the millisecond, by which ids sort, and eight random digits. */
export function toRunId(time: Date, random: Uint8Array): string {
  const digits = time.toISOString().replace(/[-:.Z]/g, "").replace("T", "-");
  const tail = Array.from(random.subarray(0, 4), (byte) => byte.toString(16).padStart(2, "0"));
  return `${digits}-${tail.join("")}`;
}
