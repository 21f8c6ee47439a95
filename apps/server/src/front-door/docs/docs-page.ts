import { escapeXml } from "@sockpit/protocol";
import { headingsOf, htmlOf } from "./markdown-html.js";

/** The pages of the reference, in the order of the navigation, with their names in both languages. */
export const docsPages = {
  rest: { en: "REST", "zh-TW": "REST" },
  websocket: { en: "WebSocket", "zh-TW": "WebSocket" },
  commands: { en: "Commands", "zh-TW": "指令" },
  events: { en: "Events", "zh-TW": "事件" },
  errors: { en: "Errors", "zh-TW": "錯誤" },
  values: { en: "Values", "zh-TW": "值" },
  "socket-options": { en: "Socket options", "zh-TW": "Socket 選項" },
  "ancillary-data": { en: "Ancillary data", "zh-TW": "輔助資料" },
} as const;
export type DocsPage = keyof typeof docsPages;
export type Language = "en" | "zh-TW";

const texts = {
  en: {
    title: "Sockpit API",
    skip: "Skip to content",
    pages: "Pages",
    contents: "On this page",
    openCockpit: "Open Sockpit",
  },
  "zh-TW": {
    title: "Sockpit API",
    skip: "跳到內容",
    pages: "頁面",
    contents: "本頁內容",
    openCockpit: "開啟 Sockpit",
  },
} as const;

const style = `
:root{color-scheme:light dark;--line:#d5d9e0;--soft:#f3f5f8;--link:#0b57b0;--text:#1b2330;--back:#fff}
@media (prefers-color-scheme:dark){:root{--line:#39414f;--soft:#1d2430;--link:#8ab8ff;--text:#dfe5ee;--back:#12171f}}
*{box-sizing:border-box}body{margin:0;font:1rem/1.6 system-ui,sans-serif;color:var(--text);background:var(--back)}
a{color:var(--link)}header{display:flex;flex-wrap:wrap;gap:.25rem 1rem;padding:.75rem 1rem;border-bottom:1px solid var(--line)}
header strong{margin-right:auto}header a[aria-current]{font-weight:600;text-decoration:none;color:inherit}
.skip:not(:focus){position:absolute;left:-99rem}.layout{max-width:80rem;margin:auto;padding:0 1rem}
main{min-width:0;padding-bottom:4rem}.contents{font-size:.9rem;padding:1rem 0}.contents ul{margin:0;padding-left:1.2rem;columns:2 12rem}
@media (min-width:60rem){.layout{display:grid;grid-template-columns:14rem minmax(0,1fr);gap:2rem}
.contents{position:sticky;top:0;max-height:100vh;overflow:auto}.contents ul{columns:1}}
h1{line-height:1.2}h2{margin-top:2.5rem;padding-top:.5rem;border-top:1px solid var(--line)}
code{font:.9em ui-monospace,monospace;background:var(--soft);padding:.1em .25em;border-radius:.2em;overflow-wrap:anywhere}
pre{overflow:auto;padding:.75rem;background:var(--soft);border:1px solid var(--line);border-radius:.4rem}pre code{background:none;padding:0;overflow-wrap:normal}
.table{overflow-x:auto}table{border-collapse:collapse;font-size:.92rem}th,td{padding:.3rem .6rem;border:1px solid var(--line);text-align:left;vertical-align:top}
td code{overflow-wrap:normal}td:first-child code{white-space:nowrap}:target{background:color-mix(in srgb,var(--link) 18%,transparent);scroll-margin-top:1rem}
`;

/** A page of the reference as HTML. It needs no script, and nothing from elsewhere. */
export function docsPageHtml(page: DocsPage, markdown: string, language: Language): string {
  const text = texts[language];
  const links = (Object.keys(docsPages) as DocsPage[]).map((name) => {
    const current = name === page ? ' aria-current="page"' : "";
    return `<a href="/docs/${name}"${current}>${docsPages[name][language]}</a>`;
  });
  const contents = headingsOf(markdown).map(
    ({ id, text: heading }) => `<li><a href="#${id}">${escapeXml(heading)}</a></li>`,
  );
  return (
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${docsPages[page][language]} · ${text.title}</title>` +
    `<meta name="viewport" content="width=device-width, initial-scale=1"><style>${style}</style></head><body>` +
    `<a class="skip" href="#main">${text.skip}</a><header><strong>${text.title}</strong>` +
    `<nav aria-label="${text.pages}">${links.join(" · ")}</nav><a href="/api/openapi.json">OpenAPI</a><a href="/">${text.openCockpit}</a></header>` +
    `<div class="layout"><nav class="contents" aria-label="${text.contents}"><ul>${contents.join("")}</ul></nav>` +
    `<main id="main" lang="en">${htmlOf(markdown)}</main></div></body></html>`
  );
}
