// Writes days (ISO) in moment.js formats, at the version that Obsidian ships: {format: [name, …]}.

import { readFileSync } from "node:fs";
import moment from "moment";

if (moment.version !== "2.30.1") throw new Error(`moment ${moment.version}`);
const { formats, days } = JSON.parse(readFileSync(0, "utf8"));
const written = formats.map((format) => [format, days.map((day) => moment(day).format(format))]);
console.log(JSON.stringify(Object.fromEntries(written)));
