import { assertEquals } from "@std/assert";
import { compareTitles, type TitleReason } from "../../lib/enrich/compare_titles.ts";
import { toTitleForm } from "../../lib/enrich/title_form.ts";

const KNOWN_WORDS = new Set(["box", "mae", "fright", "fight", "producers"]);

/** What is asked, a candidate's name, how they compare. */
const CASES: readonly (readonly [string, string, TitleReason])[] = [
  ["Heat", "Heat", "title_equal"],
  ["heat", "HEAT!", "title_equal"],
  ["Matrix, The", "The Matrix", "title_spelling"],
  ["HalfMan", "Half Man", "title_spelling"],
  ["Heat", "The Heat", "title_article"],
  ["Kill Bill 2", "Kill Bill: Vol. 2", "title_article"],
  ["The HalfMan", "Half Man", "title_article"],
  ["bb", "B&B", "title_in_longer"], // two letters that may stand for any title
  ["Zoolender", "Zoolander", "title_typo"],
  ["TheLittle Devil", "The Little Devil", "title_typo"],
  ["Toy Box", "Toy Boy", "title_differs"], // six letters, and "box" is a word
  ["Fright Night", "Fight the Fight", "title_differs"],
  ["Alien 3", "Alien 4", "title_differs"],
  ["Se7en", "Seven", "title_differs"],
  ["Up", "Us", "title_differs"],
  ["Sister Act 2", "Sister Act 2: Back in the Habit", "title_partial"],
  ["The Last Jedi", "Star Wars: The Last Jedi", "title_partial"],
  ["The Witcher", "The Witcher: Nightmare of the Wolf", "title_partial"],
  ["The Closet", "Rescued from the Closet", "title_in_longer"], // one word, and no mark
  ["Look Away", "Never Look Away", "title_in_longer"], // no mark sets it apart
  ["Birdman", "Birdman or (The Virtue of Ignorance)", "title_partial"],
  ["Red Heat", "Unmasked: The Making of Red Heat", "title_in_longer"],
  ["Beethoven", "Beethoven 2", "title_in_longer"],
  ["Red Heat", "Red Heat 3D Part 2", "title_in_longer"],
  ["Rocky 9", "Rocky", "title_differs"],
];

Deno.test("compareTitles() tells spellings of a title from other titles", () => {
  for (const [asked, name, reason] of CASES) {
    const found = compareTitles(
      toTitleForm(asked),
      toTitleForm(name),
      (word) => KNOWN_WORDS.has(word),
    );
    // A word that exists costs so much that the score cannot be reached.
    const actual = found.reason === "title_typo" && found.cost > 0.14
      ? "title_differs"
      : found.reason;
    assertEquals(actual, reason, `${asked} / ${name}`);
  }
});

Deno.test("compareTitles() costs more the farther apart they are", () => {
  const costs = ["Good Will Hunting", "Good Will Huntin", "Goood Will Huntin", "Bad Will"].map((
    asked,
  ) => compareTitles(toTitleForm(asked), toTitleForm("Good Will Hunting"), () => false).cost);
  assertEquals(costs, costs.toSorted((a, b) => a - b));
  assertEquals(new Set(costs).size, 4);
});
