// What Mermaid finds in each of a list of texts.

import { readFileSync } from "node:fs";
import { readDiagram } from "./diagrams.mjs";

const found = [];
for (const text of JSON.parse(readFileSync(0, "utf8"))) found.push(await readDiagram(text));
console.log(JSON.stringify(found));
