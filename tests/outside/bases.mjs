// Reads bases: [{views: [name, …], faults: [expression that is none, …]}, …]. Obsidian's expressions have the syntax of
// JavaScript's, whose parser stands in for a published one.

import { readFileSync } from "node:fs";
import { parseExpressionAt } from "acorn";
import { parse } from "yaml";

const bases = JSON.parse(readFileSync(0, "utf8")).map((text) => {
  const base = parse(text, { uniqueKeys: true });
  const expressions = [...Object.values(base.formulas ?? {}), ...listFilters(base.filters)];
  for (const view of base.views) expressions.push(...listFilters(view.filters));
  return { views: base.views.map(({ name }) => name), faults: expressions.filter((text) => !isExpression(text)) };
});
console.log(JSON.stringify(bases));

function listFilters(filters) {
  if (!filters) return [];
  return typeof filters === "string" ? [filters] : Object.values(filters).flat().flatMap(listFilters);
}

function isExpression(text) {
  const script = text.replaceAll(/\bif\(/g, "f(");  // the one function named by a word that JavaScript keeps
  try {
    return parseExpressionAt(script, 0, { ecmaVersion: 2022 }).end === script.length;
  } catch {
    return false;
  }
}
