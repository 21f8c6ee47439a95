import { dataUrl } from "./media-type.js";

/** What of a page is not shown, and how often. */
export type LeftOut = "scripts" | "frames" | "media" | "tooMany" | "failed" | "otherScheme";

export interface PageDocument {
  /** For `srcdoc`. */
  readonly html: string;
  readonly title: string;
  readonly leftOut: ReadonlyMap<LeftOut, number>;
}

/** A part of a page, as it came; undefined where it did not. */
export interface FetchedPart {
  readonly type: string;
  readonly bytes: Uint8Array;
  readonly text: string;
}

export type FetchPart = (url: string) => Promise<FetchedPart | undefined>;

/** Parts of a page that are fetched, and bytes of all of them. */
export const MAX_PARTS = 24;
const MAX_PART_BYTES = 4 * 1024 * 1024;

/**
 * Nothing is loaded but what is in the page itself, and nothing runs: on top of the sandbox, which holds also where a
 * page is written to get out of this.
 */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/** Elements that are not shown, by what they are left out as. */
const unwanted: readonly (readonly [string, LeftOut | undefined])[] = [
  ["script", "scripts"],
  ["iframe, frame, frameset, object, embed, applet", "frames"],
  ["video, audio, source, track", "media"],
  ["noscript, template, base, meta[http-equiv], link:not([rel~=stylesheet i])", undefined],
];

/** A page of HTML with its pictures and style sheets in it, without what runs or loads. */
export async function pageDocument(html: string, url: string, fetchPart: FetchPart): Promise<PageDocument> {
  const document = new DOMParser().parseFromString(html, "text/html");
  const parts = new Parts(baseOf(document, url), fetchPart);
  for (const [selector, what] of unwanted) {
    for (const element of document.querySelectorAll(selector)) {
      if (what !== undefined) parts.leaveOut(what);
      element.remove();
    }
  }
  // HTML §4.10.21.3: a form without an action goes to the page's own address.
  for (const form of document.querySelectorAll("form:not([action]), form[action='']"))
    form.setAttribute("action", url);
  for (const element of document.querySelectorAll("*")) withoutHandlers(element, parts);
  for (const image of document.querySelectorAll("img[src], input[type=image i][src]"))
    await inlineImage(image, parts);
  for (const link of document.querySelectorAll("link")) await inlineStyle(link, parts);
  const policy = document.createElement("meta");
  policy.httpEquiv = "Content-Security-Policy";
  policy.content = POLICY;
  document.head.prepend(policy);
  const { title } = document;
  return { html: `<!doctype html>${document.documentElement.outerHTML}`, title, leftOut: parts.leftOut };
}

class Parts {
  readonly leftOut = new Map<LeftOut, number>();
  readonly base: string;
  readonly #fetchPart: FetchPart;
  readonly #fetched = new Map<string, FetchedPart | undefined>();
  #bytes = 0;

  constructor(base: string, fetchPart: FetchPart) {
    this.base = base;
    this.#fetchPart = fetchPart;
  }

  leaveOut(what: LeftOut): void {
    this.leftOut.set(what, (this.leftOut.get(what) ?? 0) + 1);
  }

  /** A part by its reference; the same one is fetched once. */
  async get(reference: string): Promise<FetchedPart | undefined> {
    const url = URL.parse(reference, this.base);
    if (url === null || url.protocol !== "http:") {
      this.leaveOut("otherScheme");
      return undefined;
    }
    url.hash = "";
    if (!this.#fetched.has(url.href)) {
      if (this.#fetched.size >= MAX_PARTS || this.#bytes >= MAX_PART_BYTES) {
        this.leaveOut("tooMany");
        return undefined;
      }
      const part = await this.#fetchPart(url.href);
      this.#bytes += part?.bytes.length ?? 0;
      this.#fetched.set(url.href, part);
    }
    const part = this.#fetched.get(url.href);
    if (part === undefined) this.leaveOut("failed");
    return part;
  }
}

/** HTML §4.2.3: the first `<base>` says what references are relative to. */
function baseOf(document: Document, url: string): string {
  const base = document.querySelector("base[href]")?.getAttribute("href");
  return (base === undefined || base === null ? null : URL.parse(base, url))?.href ?? url;
}

/** Handlers do not run in the sandbox; addresses that would run something are no links. The rest gets whole addresses. */
function withoutHandlers(element: Element, parts: Parts): void {
  for (const { name } of [...element.attributes]) {
    if (name.startsWith("on")) parts.leaveOut("scripts");
    if (name.startsWith("on") || name === "srcset" || name === "target" || name === "ping")
      element.removeAttribute(name);
  }
  for (const name of ["href", "action", "formaction", "xlink:href"]) {
    const value = element.getAttribute(name);
    if (value === null || value.startsWith("#") || element.localName === "link") continue;
    const url = URL.parse(value, parts.base);
    if (url?.protocol === "http:" || url?.protocol === "https:") element.setAttribute(name, url.href);
    else element.removeAttribute(name);
  }
}

async function inlineImage(image: Element, parts: Parts): Promise<void> {
  const reference = image.getAttribute("src") ?? "";
  if (/^data:image\//i.test(reference)) return;
  const part = await parts.get(reference);
  if (part === undefined) image.removeAttribute("src");
  else image.setAttribute("src", dataUrl(part.type, part.bytes));
}

async function inlineStyle(link: Element, parts: Parts): Promise<void> {
  const part = await parts.get(link.getAttribute("href") ?? "");
  if (part === undefined) {
    link.remove();
    return;
  }
  const style = link.ownerDocument.createElement("style");
  style.textContent = part.text;
  const media = link.getAttribute("media");
  if (media !== null) style.setAttribute("media", media);
  link.replaceWith(style);
}
