import { pattern, type Rule } from "../rule.ts";

const MONTHS =
  "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?";
/** What ends a date: not so before a year, which is the film's, "Some Day 1955-09-30 1977". */
const END = "(?![0-9a-z]|[ ._][([]?(?:19|20)\\d\\d(?![0-9x]))";
const MONTH_NUMBERS = [
  "jan",
  "feb",
  "mar",
  "apr",
  "may",
  "jun",
  "jul",
  "aug",
  "sep",
  "oct",
  "nov",
  "dec",
];

/** Months in German, French, Spanish, Italian and Portuguese. */
const OTHER_MONTHS: readonly (readonly string[])[] = [
  "januar janvier enero gennaio janeiro",
  "februar février fevrier febrero febbraio fevereiro",
  "märz maerz mars marzo março",
  "april avril abril aprile",
  "mai mayo maggio maio",
  "juni juin junio giugno junho",
  "juli juillet julio luglio julho",
  "august août aout agosto",
  "september septembre septiembre settembre setembro",
  "oktober octobre octubre ottobre outubro",
  "november novembre noviembre novembro",
  "dezember décembre decembre diciembre dicembre dezembro",
].map((names) => names.split(" "));

/** The time of a recording behind the day: "_2015", " 19 30 00", "-20-15". */
const TIME = "(?:[ ._-]{1,3}[0-2]\\d[-._ ]?[0-5]\\d(?:[-._ ]?[0-5]\\d)?(?![0-9a-z]))?";

/** Air dates, in every order in which they are written. */
export const DATE: readonly Rule[] = [
  // "2010.11.23", "2010-11-23", "2010 11 23", "2016_05_25"
  pattern("date", {
    begins: "####~#~# ####~##~# ####x",
    expression: new RegExp(
      `((?:19|20)\\d\\d)([ ._x-])(\\d{1,2})([ ._-])(\\d{1,2})${TIME}${END}`,
      "y",
    ),
    read: ([, year, before, month, behind, day]) => {
      // "Title-2017-01_13" is season 1, episode 13.
      if (before === "-" && behind === "_") return undefined;
      return toDate(year!, month!, day!) ?? toDate(year!, day!, month!);
    },
  }),
  // "20101123"
  pattern("date", {
    begins: "########",
    expression: new RegExp(`((?:19|20)\\d\\d)(\\d\\d)(\\d\\d)${TIME}${END}`, "y"),
    read: ([, year, month, day]) => toDate(year!, month!, day!),
  }),
  // "23.11.2010", "11-23-2010", but not "Jackass.3.5.2011.1080p": the day is the one that can be no month, else it comes first
  pattern("date", {
    begins: "#~#~# #~##~# ##~#~# ##~##~#",
    expression: new RegExp(`(\\d{1,2})([ ._-])(\\d{1,2})\\2((?:19|20)\\d\\d)${END}`, "y"),
    read: ({ 0: whole, 1: first, 2: mark, 3: second, 4: year, index }, text) =>
      mark === "." && (first!.length + second!.length < 4 || index === 0) &&
        isBeforeTags(text, index + whole.length)
        ? undefined
        : toDate(year!, second!, first!) ?? toDate(year!, first!, second!),
  }),
  // "Tatort_14.10.12_20-15_ard_90_TVOON_DE.mpg.HQ", a recorder's: the day, the hour, the channel and the minutes
  pattern("date", {
    begins: "##.##.##_",
    expression:
      /(\d\d)\.(\d\d)\.(\d\d)_\d\d-\d\d_[a-z0-9-]{1,20}_\d{1,3}_tvoon_de(?:\.mpg)?(?:\.h[dq])?(?![a-z0-9])/y,
    read: ([, year, month, day]) => toDate(`20${year}`, month!, day!),
  }),
  // "09.03.08", "15-01-10": two digits of the year, but not "11-11-11 (2011)"
  pattern("date", {
    begins: "##~##~#",
    expression: /(\d\d)([.-])(\d\d)\2(\d\d)(?![0-9a-z]|[.-]\d(?!\d{2,3}[pi]))/y,
    read: ([whole, first, , second, third], text) =>
      text.startsWith(whole) &&
        (/[ ._]\((?:19|20)\d\d\)/.test(text) || isBeforeTags(text, whole.length))
        ? undefined
        : toDate(`20${third}`, second!, first!) ?? toDate(`20${first}`, second!, third!) ??
          toDate(`20${third}`, first!, second!),
  }),
  // "1st Dec 2019", "4 May 2020", "24.Jan.2001", "16-Feb-17"
  pattern("date", {
    begins: "#~[jfmasond] ##~[jfmasond] #[snrt] ##[snrt]",
    expression: new RegExp(
      `(\\d{1,2})(?:st|nd|rd|th)?[ ._-](${MONTHS})(?:[ ._,-]{1,2}((?:19|20)\\d\\d)|-(\\d\\d))${END}`,
      "y",
    ),
    read: ([, day, month, year, short]) => toDate(year ?? `20${short}`, toMonth(month!), day!),
  }),
  // "12. März 2021", "3 mars 2020", "12 de abril de 2021"
  pattern("date", {
    begins: "#~[jfmasondgle] ##~[jfmasondgle] #.~ ##.~",
    expression: new RegExp(
      `(\\d{1,2})\\.?[ ._](?:de[ ._])?(${
        OTHER_MONTHS.flat().join("|")
      })[ ._](?:del?[ ._])?((?:19|20)\\d\\d)${END}`,
      "y",
    ),
    read: ([, day, name, year]) => {
      const month = OTHER_MONTHS.findIndex((names) => names.includes(name!)) + 1;
      return toDate(year!, String(month), day!);
    },
  }),
  // "2019 Dec 1", "2020.May.04"
  pattern("date", {
    begins: "####~[jfmasond]",
    expression: new RegExp(
      `((?:19|20)\\d\\d)[ ._-](${MONTHS})[ ._-](\\d{1,2})(?:st|nd|rd|th)?${END}`,
      "y",
    ),
    read: ([, year, month, day]) => toDate(year!, toMonth(month!), day!),
  }),
  // "Dec 1st, 2019", "May.04.2020"
  pattern("date", {
    begins: "jan feb mar apr may jun jul aug sep oct nov dec",
    expression: new RegExp(
      `(${MONTHS})[ ._-](\\d{1,2})(?:st|nd|rd|th)?[ ._,-]{1,2}((?:19|20)\\d\\d)${END}`,
      "y",
    ),
    read: ([, month, day, year]) => toDate(year!, toMonth(month!), day!),
  }),
];

function isBeforeTags(text: string, end: number): boolean {
  return /^\.(?:\d{3,4}p|blu|bd|br|dvd|web)/.test(text.slice(end, end + 6));
}

function toMonth(name: string): string {
  return String(MONTH_NUMBERS.indexOf(name.slice(0, 3)) + 1);
}

function toDate(year: string, month: string, day: string): { date: string } | undefined {
  const m = Number(month);
  const d = Number(day);
  const y = Number(year);
  if (m < 1 || m > 12 || d < 1 || d > 31 || y > 2035) return undefined;
  return { date: `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}` };
}
