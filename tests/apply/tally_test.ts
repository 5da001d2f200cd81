import { assertEquals } from "@std/assert";
import { addToTally, createTally, describeTally } from "../../lib/apply/tally.ts";

/** Records as they go out, and the line that they end in. */
const CASES: readonly {
  readonly records: readonly object[];
  readonly check?: boolean;
  readonly line: string;
}[] = [
  { records: [], line: "" },
  { records: [{ errors: [{}] }], line: "1 failed" },
  { records: [{ result: { status: "done", bytes: 999 } }], line: "1 done (999 bytes)" },
  {
    records: [
      { result: { status: "done", bytes: 1_234_567 } },
      { result: { status: "done", bytes: 98_000_000_000 } },
      { result: { status: "skipped", reason: "ambiguous" } },
      { result: { status: "skipped", reason: "already_done" } },
      { result: { status: "skipped", reason: "ambiguous" } },
      {},
    ],
    line: "2 done (98 GB), 3 skipped (2 ambiguous, 1 already_done), 1 left as they were",
  },
  {
    records: [{}, { plan: { action: "none", reason: "no_match" } }, { errors: [{}] }],
    check: true,
    line: "1 skipped (1 no_match), 1 could be applied, 1 failed",
  },
];

Deno.test("describeTally() says in one line what became of records", () => {
  for (const { records, check = false, line } of CASES) {
    const tally = createTally();
    for (const record of records) addToTally(tally, record as never, { check });
    assertEquals(describeTally(tally), line);
  }
});
