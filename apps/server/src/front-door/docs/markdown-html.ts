import { escapeXml } from "@sockpit/protocol";
/** HTML of the Markdown that the reference is written in: headings, paragraphs, tables, code and links. */
export function htmlOf(markdown: string): string {
  const ids = new Set<string>();
  return markdown
    .split("\n\n")
    .map((block) => blockOf(block.trim(), ids))
    .join("\n");
}

/** The headings of the second level, with their ids: a page's contents. */
export function headingsOf(markdown: string): { id: string; text: string }[] {
  return [...markdown.matchAll(/^## (.+)$/gm)].map(([, text = ""]) => ({ id: slug(text), text }));
}

function blockOf(block: string, ids: Set<string>): string {
  if (block === "" || block.startsWith("<!--")) return "";
  const heading = /^(#{1,3}) (.+)$/.exec(block);
  if (heading !== null) {
    const [, { length } = "", text = ""] = heading;
    return `<h${length} id="${newId(slug(text), ids)}">${inline(text)}</h${length}>`;
  }
  const fence = /^```\w*\n([\s\S]*)\n```$/.exec(block);
  if (fence !== null) return `<pre tabindex="0"><code>${escapeXml(fence[1] ?? "")}</code></pre>`;
  if (block.startsWith("|")) return tableOf(block, ids);
  return `<p>${inline(block)}</p>`;
}

function tableOf(block: string, ids: Set<string>): string {
  const [head = "", , ...rows] = block.split("\n");
  const cells = (line: string) =>
    line
      .slice(2, -2)
      .split(/ (?<!\\)\| /)
      .map((cell) => cell.replaceAll("\\|", "|"));
  const titles = cells(head).map((cell) => `<th scope="col">${inline(cell)}</th>`);
  const body = rows.map((row) => {
    const parts = cells(row);
    const name = /^`(\w+)`$/.exec(parts[0] ?? "")?.[1];
    const id = name === undefined || ids.has(name) ? "" : ` id="${newId(name, ids)}"`;
    return `<tr${id}>${parts.map((cell) => `<td>${inline(cell)}</td>`).join("")}</tr>`;
  });
  return `<div class="table" tabindex="0"><table><thead><tr>${titles.join("")}</tr></thead><tbody>${body.join("")}</tbody></table></div>`;
}

/** Code first, since nothing in it is markup. */
function inline(text: string): string {
  return text
    .split(/(`[^`]+`)/)
    .map((part) =>
      part.startsWith("`") && part.length > 2
        ? `<code>${escapeXml(part.slice(1, -1))}</code>`
        : escapeXml(part),
    )
    .join("")
    .replaceAll(/\[((?:<code>.*?<\/code>|[^\]])+)\]\(([^)\s]+)\)/g, (_, label: string, target: string) => {
      return `<a href="${target.replace(/^([\w-]+)\.md/, "/docs/$1")}">${label}</a>`;
    });
}

/** As GitHub makes it: the reference's own links count on that. */
function slug(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^\w\- ]/g, "")
    .replaceAll(" ", "-");
}

function newId(id: string, ids: Set<string>): string {
  ids.add(id);
  return id;
}
