// Prints moment_names.json: the names that moment.js itself gives to daily notes, and how it reads them back.
//
// In an empty folder outside of the project:
//   npm install moment@2.30.1
//   cp …/tests/notes/print_moment_names.mjs .
//   node print_moment_names.mjs > …/tests/notes/moment_names.json

import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const moment = require("moment");
if (moment.version !== "2.30.1") throw new Error(`moment ${moment.version}`);

const LOCALES = "en de fr es it pt pt-br nl sv da nb fi pl cs ru uk tr ja zh-cn ko".split(" ");
LOCALES.slice(1).forEach((locale) => require(`moment/locale/${locale}`));

// One in each month, on every day of the week, before and after the twelfth.
const DAYS = [
  "2025-01-01", "2024-02-29", "2026-03-22", "2026-04-07", "2026-05-03", "2023-06-30",
  "1999-07-12", "2026-08-21", "2027-09-04", "2020-10-10", "2026-11-19", "2025-12-31",
];

// The first eight were found in public vaults.
const FORMATS = String.raw`
YYYY-MM-DD
DD-MM-YYYY
DD-MMM-Y
D-M-YYYY
DD.MM.YYYY
yyyy-MM/yyyy-MM-DD
dddd, MMMM Do YYYY
YYYY-MM-DD dddd \J\o\u\r\n\a\l
[Daily Journal] MM-DD-YYYY
YYYY/MMMM/YYYY-MMM-DD
YYYY/MM/DD
YYYY/MM-MMMM/YYYY-MM-DD-dddd
YYYY/MM MMMM/DD dddd
gggg/[W]ww/YYYY-MM-DD
YYYYMMDD
YYMMDD
YY-MM-DD
DD-MM-YY
MM-DD-YYYY
YYYY-DD-MM
M-D-YYYY
YYYY.M.D
YYYY_MM_DD
YYYY MM DD
Y-M-D
YYYY-DDDD
YYYY-DDD
YYYY-MM-DD ddd
YYYY-MM-DD dd
YYYY-MM-DD, dddd
ddd D MMM YYYY
dddd D MMMM YYYY
D MMMM YYYY
D. MMMM YYYY
Do MMMM YYYY
MMMM Do, YYYY
MMM D, YYYY
MMM Do YY
D [de] MMMM [de] YYYY
YYYY[年]MM[月]DD[日]
DD MMM YYYY
DDMMMYYYY
D.MMMM.YYYY
YYYY-MM-DD [W]WW
GGGG-[W]WW YYYY-MM-DD
YYYY-MM-DD HHmm
YYYY-MM-DD H.mm
YYYY-MM-DD hh.mm A
YYYY-MM-DD[T]HH-mm-ss
[Day] DDD [of] YYYY
[[]YYYY-MM-DD[]]
YYYY-MM-DD (ddd)
YYYY-MM-DD + d
`.trim().split("\n");

const print = (day, locale, format) => moment(`${day}T15:07:09`).locale(locale).format(format);
const last = (text) => text.split("/").pop();

const names = {};
for (const format of FORMATS) {
  const printed = LOCALES.map((locale) => [locale, DAYS.map((day) => print(day, locale, format))]);
  const seen = new Set();
  names[format] = Object.fromEntries(
    // In Japanese, yyyy is the year of the emperor.
    printed.filter(([locale, all]) => !(locale === "ja" && format.includes("yyyy")) && !seen.has(`${all}`) && seen.add(`${all}`)),
  );
}

// For every format that says the day in its last part: which English names of three days it reads, in any language.
const plain = FORMATS.filter((format) => !["YYYY/MM/DD", "YYYY/MM MMMM/DD dddd"].includes(format));
const given = plain.flatMap((format) => ["2026-11-19", "2026-05-03", "2024-02-29"].map((day) => last(print(day, "en", format))));
const readings = {};
for (const format of plain) {
  readings[format] = {};
  for (const name of new Set(given)) {
    const all = LOCALES.map((locale) => moment(name, last(format), locale, true)).filter((read) => read.isValid());
    if (all.length) readings[format][name] = [...new Set(all.map((read) => read.locale("en").format("YYYY-MM-DD")))];
  }
}

const table = { days: DAYS, names, given: [...new Set(given)], readings };
const lines = (object) => Object.entries(object).map(([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)}`).join(",\n");
console.log(`{\n"days": ${JSON.stringify(DAYS)},\n"names": {\n${lines(table.names)}\n},\n"given": ${JSON.stringify(table.given)},\n"readings": {\n${lines(readings)}\n}\n}`);
