// Obsidian's dialect, as other people's plugins of unified read it; a single line break is one, as its default has it.

import remarkObsidian from "@quartz-community/remark-obsidian";
import rehypeCallouts from "rehype-callouts";
import remarkBreaks from "remark-breaks";
import remarkFrontmatter from "remark-frontmatter";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import remarkRehype from "remark-rehype";
import { unified } from "unified";

// A callout of a kind that Obsidian does not know looks like a note.
const pencil =
  '<svg viewBox="0 0 24 24" width="16" height="16" fill="none" stroke="currentColor" stroke-width="2">' +
  '<path d="M4 20h4L19 9l-4-4L4 16z"/></svg>';
const callouts = { vaultwell: { title: "Vaultwell", indicator: pencil, color: ["#086ddd", "#027aff"] } };
const wikilink = (_, { path, alias, heading }) => ({
  type: "element",
  tagName: "a",
  properties: { className: ["internal-link"] },
  children: [{ type: "text", value: alias || [path, heading].filter(Boolean).join(" > ") }],
});

const markdown = unified().use(remarkParse).use(remarkFrontmatter).use(remarkGfm).use(remarkObsidian).use(remarkBreaks);
const html = unified()
  .use(remarkRehype, { handlers: { wikilink } })
  .use(rehypeCallouts, { theme: "obsidian", callouts });

export const parseNote = (text) => markdown.runSync(markdown.parse(text), { value: text });
export const buildHtml = (tree) => html.runSync(tree);
