// Reads Mermaid texts with Mermaid's own parser, at the version that Obsidian ships.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { JSDOM } from "jsdom";

globalThis.window = new JSDOM("").window;
globalThis.document = window.document;
const require = createRequire(import.meta.url);
const { version } = JSON.parse(readFileSync(require.resolve("mermaid/package.json")));
if (version !== "11.13.0") throw new Error(`mermaid ${version}`);
const { default: mermaid } = await import("mermaid");
mermaid.initialize({ startOnLoad: false });

// What kind of picture it is, with a timeline's [period, [event, …]]; or what Mermaid does not understand.
export async function readDiagram(text) {
  try {
    const { diagramType } = await mermaid.parse(text);
    const { db } = await mermaid.mermaidAPI.getDiagramFromText(text);
    const periods = db.getTasks?.().map(({ task, events }) => [task.trim(), events]);
    return { kind: diagramType, periods: periods ?? null };
  } catch (error) {
    return { error: String(error) };
  }
}
