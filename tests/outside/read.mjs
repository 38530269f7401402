// Reads every note of a vault with the parsers that other people wrote for Obsidian's dialect, and prints what they
// find as one JSON document: {path: {properties, links, tasks, callouts, diagrams, words}}.
//
//   node read.mjs VAULT

import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, posix, relative, sep } from "node:path";
import { visit } from "unist-util-visit";
import { parseDocument } from "yaml";
import { readDiagram } from "./diagrams.mjs";
import { buildHtml, parseNote } from "./dialect.mjs";

const root = process.argv[2];
const notes = readdirSync(root, { recursive: true })
  .map((name) => name.split(sep).join("/"))
  .filter((name) => name.endsWith(".md"))
  .sort();
const resolve = await createResolver(root, notes);
const found = {};
for (const path of notes) found[path] = await readNote(path, readFileSync(join(root, path), "utf8"));
console.log(JSON.stringify(found));

async function readNote(path, text) {
  const tree = parseNote(text);
  const note = { properties: null, links: [], tasks: [], callouts: [], diagrams: [], words: readWords(tree) };
  visit(tree, "yaml", ({ value }) => { note.properties = readProperties(value); });
  visit(tree, "wikilink", ({ path: target }) => { note.links.push([target, resolve(path, target)]); });
  visit(tree, "listItem", (item) => {
    if (item.checked === null || item.checked === undefined) return;
    note.tasks.push([item.data?.taskChar ?? (item.checked ? "x" : " "), readWords(item.children[0])]);
  });
  const diagrams = [];
  visit(tree, "code", ({ lang, value }) => { if (lang === "mermaid") diagrams.push(value); });
  for (const diagram of diagrams) note.diagrams.push(await readDiagram(diagram));
  visit(buildHtml(tree), "element", ({ tagName, properties }) => {
    const kind = properties?.["data-callout"] ?? properties?.dataCallout;
    if (kind) note.callouts.push([kind, tagName === "details"]);
  });
  return note;
}

function readProperties(text) {
  const document = parseDocument(text, { uniqueKeys: true, logLevel: "silent" });
  return document.errors.length ? { error: document.errors[0].code } : document.toJS();
}

// The words of a paragraph as a reader sees them: a link shows its alias, or the whole of what it names.
function readWords(node) {
  if (!node) return "";
  if (node.type === "wikilink") return node.alias || [node.path, node.heading].filter(Boolean).join(" > ");
  return node.children ? node.children.map(readWords).join("") : (node.value ?? "");
}

// The note that a link means, as Foam resolves it: a second opinion beside our own.
async function createResolver(folder, paths) {
  const require = createRequire(import.meta.url);
  const { FoamWorkspace, MarkdownResourceProvider, URI, createMarkdownParser } = require("foam-core");
  const workspace = new FoamWorkspace(URI.file(folder));
  const parser = createMarkdownParser();
  workspace.registerProvider(new MarkdownResourceProvider(null, parser));
  // Obsidian compares names in NFC.
  for (const path of paths) {
    const text = readFileSync(join(folder, path), "utf8");
    workspace.set(parser.parse(URI.file(join(folder, path.normalize("NFC"))), text));
  }
  return (from, target) => {
    const matches = workspace.listByIdentifier(target.normalize("NFC"));
    return matches.map((match) => posix.normalize(relative(folder, match.uri.toFsPath()).split(sep).join("/"))).sort();
  };
}
