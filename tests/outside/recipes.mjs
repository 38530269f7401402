// Reads Dataview queries with Dataview's own parser: [null when it understands one, else what it says, …].

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
// Dataview is a plugin: it expects Obsidian's own module to be there, though its parser uses nothing of it.
const Module = require("node:module");
const load = Module._load;
class Nothing {}
const obsidian = new Proxy({}, { get: () => Nothing });
Module._load = (name, ...rest) => (name === "obsidian" ? obsidian : load(name, ...rest));
const { QUERY_LANGUAGE } = require("obsidian-dataview");

const answers = JSON.parse(readFileSync(0, "utf8")).map((query) => {
  const answer = QUERY_LANGUAGE.query.parse(query);
  return answer.status ? null : `line ${answer.index.line}: expected ${answer.expected.join(", ")}`;
});
console.log(JSON.stringify(answers));
