// Reads Mermaid texts (a JSON list) and prints what Mermaid's own parser finds in each: [[period, [event, …]], …],
// or the error. Run by test_timeline.py when VAULTWELL_MERMAID names a folder in which this was done:
//   npm install mermaid@11.13.0 jsdom

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const require = createRequire(join(process.argv[2], "package.json"));
const { JSDOM } = require("jsdom");
globalThis.window = new JSDOM("").window;
globalThis.document = window.document;
const folder = join(process.argv[2], "node_modules", "mermaid");
const { version } = JSON.parse(readFileSync(join(folder, "package.json")));
if (version !== "11.13.0") throw new Error(`mermaid ${version}`);
const { default: mermaid } = await import(pathToFileURL(join(folder, "dist", "mermaid.core.mjs")));
mermaid.initialize({ startOnLoad: false });

const found = [];
for (const text of JSON.parse(readFileSync(0, "utf8"))) {
  try {
    await mermaid.parse(text);
    const { db } = await mermaid.mermaidAPI.getDiagramFromText(text);
    found.push(db.getTasks().map(({ task, events }) => [task.trim(), events]));
  } catch (error) {
    found.push(String(error));
  }
}
console.log(JSON.stringify(found));
