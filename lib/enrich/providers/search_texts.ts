import type { TitleQuery } from "../query.ts";

/** Characters of a title that a service is asked for. */
const LONGEST = 150;

/**
 * What to type into the search of a service that wants every word, likeliest first: the titles,
 * then the parts of those that hold two.
 */
export function toSearchTexts({ titles }: TitleQuery): readonly string[] {
  const texts = new Set<string>();
  for (const title of titles) texts.add(toPlain(title));
  for (const title of titles) {
    for (const part of title.slice(0, LONGEST).split(BETWEEN)) texts.add(toPlain(part));
  }
  texts.delete("");
  return [...texts];
}

/**
 * What stands between two titles in one name: "Der Mongole (Mongol)", "Laputa aka Castle in the
 * Sky".
 */
const BETWEEN = /[()[\]{}|/]+|\s+[-–—~]+\s+|\s+aka\s+/i;

function toPlain(title: string): string {
  return title.toWellFormed().replace(/[\p{Cc}\s]+/gu, " ").trim().slice(0, LONGEST);
}
