// Draws notes as Obsidian shows them, on a desk and on a phone, light and dark:
//
//   node pictures.mjs VAULT FOLDER NAME=NOTE…      writes FOLDER/NAME-desk-light.png, NAME-phone-dark.png, …
//
// --open unfolds what has a diagram in it, --until "A heading" ends the picture above that heading, and
// --device desk|phone draws one of the two. CHROMIUM names the browser; /usr/bin/chromium is where Debian has it.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, parse } from "node:path";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";
import rehypeStringify from "rehype-stringify";
import { unified } from "unified";
import { visit } from "unist-util-visit";
import { parse as parseYaml } from "yaml";
import { buildHtml, parseNote } from "./dialect.mjs";

const require = createRequire(import.meta.url);
const style = readFileSync(new URL("pictures.css", import.meta.url), "utf8");
const calloutStyle = readFileSync(require.resolve("rehype-callouts/theme/obsidian"), "utf8");
const mermaid = join(require.resolve("mermaid/package.json"), "..", "dist", "mermaid.min.js");
const widths = { desk: 860, phone: 390 };

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { open: { type: "boolean" }, until: { type: "string" }, device: { type: "string" } },
});
const [vault, folder, ...wanted] = positionals;
const devices = Object.entries(widths).filter(([device]) => !options.device || device === options.device);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-lcd-text", "--disable-background-networking", "--disable-component-update"],
});
const faults = [];
for (const word of wanted) {
  const [name, note] = word.split("=");
  const page = buildPage(parse(note).name, readFileSync(join(vault, note), "utf8"));
  for (const [device, width] of devices) {
    for (const colorScheme of ["light", "dark"]) {
      const file = join(folder, `${name}-${device}-${colorScheme}.png`);
      faults.push(...(await draw(page, width, colorScheme, file)).map((fault) => `${file}: ${fault}`));
    }
  }
}
await browser.close();
for (const fault of faults) console.error(fault);
process.exitCode = faults.length ? 1 : 0;

function buildPage(title, text) {
  const tree = parseNote(text);
  const properties = [];
  visit(tree, "yaml", ({ value }) => properties.push(...Object.entries(parseYaml(value) ?? {})));
  visit(tree, "text", (node) => { node.value = node.value.replace(/ \^[A-Za-z0-9-]+$/, ""); });
  const body = unified().use(rehypeStringify).stringify(buildHtml(tree));
  const escape = (value) => String(value).replace(/[&<>"]/g, (sign) => `&#${sign.codePointAt(0)};`);
  const link = (value) => escape(value).replaceAll(/\[\[(.*?)\]\]/g, "<a>$1</a>");
  const show = (value) => [value].flat().map((item) => `<span>${link(item)}</span>`).join(" ");
  const rows = properties
    .filter(([key]) => key !== "cssclasses")
    .map(([key, value]) => `<div class="property"><b>${escape(key)}</b><div>${show(value)}</div></div>`);
  return (
    `<!doctype html><meta charset="utf-8"><style>${calloutStyle}${style}</style>` +
    `<body><main><h1 class="title">${escape(title)}</h1><section>${rows.join("")}</section>${body}</main></body>`
  );
}

// Draws one page, and says what a reader would stumble over: what stands out of the screen, or syntax that shows.
async function draw(html, width, colorScheme, file) {
  const page = await browser.newPage({ viewport: { width, height: 600 }, deviceScaleFactor: 1.5, colorScheme });
  await page.setContent(html);
  await page.addScriptTag({ path: mermaid });
  await page.evaluate(async (scheme) => {
    document.documentElement.className = scheme;
    for (const box of document.querySelectorAll("input")) box.disabled = false;
    for (const fold of document.querySelectorAll("details")) fold.open = fold.matches(":has(.language-mermaid)");
    for (const code of document.querySelectorAll("code.language-mermaid")) {
      const picture = document.createElement("div");
      picture.className = "mermaid";
      picture.textContent = code.textContent;
      code.parentElement.replaceWith(picture);
    }
    globalThis.mermaid.initialize({ startOnLoad: false, theme: scheme === "dark" ? "dark" : "default" });
    await globalThis.mermaid.run({ querySelector: ".mermaid" });
  }, colorScheme);
  const faults = await page.evaluate(() => {
    const found = [];
    for (const element of document.querySelectorAll("main *:not(svg *)")) {
      const { right } = element.getBoundingClientRect();
      if (right > innerWidth + 1 && !element.closest(".mermaid, section")) found.push(`wide: ${element.textContent.slice(0, 60)}`);
    }
    for (const sign of document.body.innerText.match(/\[\[|\]\]|%%|\^vw-|\[!|```|\{\{/g) ?? []) found.push(`shows ${sign}`);
    return found;
  });
  const height = await page.evaluate(({ open, until }) => {
    for (const fold of document.querySelectorAll("details")) fold.open &&= Boolean(open);
    const end = until && [...document.querySelectorAll("h1, h2, h3")].find((heading) => heading.textContent === until);
    return Math.floor(end ? end.getBoundingClientRect().top : document.documentElement.getBoundingClientRect().height);
  }, options);
  await page.screenshot({ path: file, fullPage: true, animations: "disabled", clip: { x: 0, y: 0, width, height } });
  await page.close();
  return faults;
}
