import type { CallError } from "@sockpit/protocol";
import { createStore, type StoreApi } from "zustand/vanilla";
import { dataUrl, mediaTypeOf, textIn } from "./browser/media-type.js";
import { type LeftOut, pageDocument } from "./browser/page-document.js";
import { exchange } from "./http/exchange.js";
import { type DraftFault, type HttpRequest, type RequestDraft, writeRequest } from "./http/request.js";
import type { ResponseFault } from "./http/response-fault.js";
import { valuesOf } from "./http/response-head.js";
import type { HttpResponse } from "./http/response-reader.js";
import { callErrorOf, type PeerLab, type PeerProcess } from "./peer-process.js";

/** One request of the page, and what became of it. */
export interface PageRequest {
  readonly url: string;
  /** Undefined while it is under way, and where no answer could be read. */
  readonly status: number | undefined;
  readonly bytes: number;
  readonly isOver: boolean;
  readonly error: CallError | undefined;
  readonly faults: readonly ResponseFault[];
}

/** `document`: in a sandbox. `other`: what browsers offer to save. */
export type ShownPage =
  | {
      readonly kind: "document";
      readonly html: string;
      readonly title: string;
      readonly leftOut: ReadonlyMap<LeftOut, number>;
    }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "image"; readonly source: string }
  | { readonly kind: "other"; readonly type: string; readonly bytes: Uint8Array }
  /** No answer that a browser could show. */
  | { readonly kind: "failed" };

export interface BrowserView {
  /** What stands in the address line. */
  readonly address: string;
  readonly fault: DraftFault | undefined;
  readonly isLoading: boolean;
  /** The address of what is shown. */
  readonly url: string | undefined;
  readonly page: ShownPage | undefined;
  /** Of this page, in their order: its own first. */
  readonly requests: readonly PageRequest[];
  readonly canGoBack: boolean;
  readonly canGoForward: boolean;
}

/** Redirections that are followed, as Fetch has them: https://fetch.spec.whatwg.org/#http-redirect-fetch. */
const MAX_REDIRECTS = 20;
/** A person waits for a page; a part of one is not waited for as long. */
const PAGE_TIMEOUT_SECONDS = 10;
const PART_TIMEOUT_SECONDS = 3;
/** Pages that *Back* finds. */
const MAX_PAGES = 50;
/** Characters of a text that are shown. */
const MAX_TEXT = 256 * 1024;

const redirecting: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** What a browser does with a server: asks for a page, then for its parts, and goes on by its links. One process as long as it is open. */
export class Browser {
  readonly store: StoreApi<BrowserView>;
  readonly #lab: PeerLab;
  #process: Promise<PeerProcess> | undefined;
  #pages: string[] = [];
  #at = -1;
  /** Counts pages: what one that was left still reports is not shown. */
  #number = 0;

  constructor(lab: PeerLab, address: string) {
    this.#lab = lab;
    this.store = createStore(() => ({
      address,
      fault: undefined,
      isLoading: false,
      url: undefined,
      page: undefined,
      requests: [],
      canGoBack: false,
      canGoForward: false,
    }));
  }

  get isActive(): boolean {
    return this.store.getState().isLoading;
  }

  setAddress(address: string): void {
    this.store.setState({ address, fault: undefined });
  }

  /** Opens the address in the address line. */
  go(): Promise<void> {
    return this.open(this.store.getState().address);
  }

  /** Opens a page, as a link or a form's button does. */
  async open(url: string, form?: Pick<RequestDraft, "method" | "headers" | "body">): Promise<void> {
    const draft = { method: "GET", headers: "", body: "", ...form, url };
    const request = writeRequest(withBrowserHeaders(draft));
    if (!("bytes" in request)) {
      this.store.setState({ address: url, fault: request });
      return;
    }
    const { href } = new URL(request.url);
    if (this.#pages[this.#at] !== href) {
      this.#pages = [...this.#pages.slice(0, this.#at + 1), href].slice(-MAX_PAGES);
      this.#at = this.#pages.length - 1;
    }
    await this.#load(request);
  }

  async goBy(step: -1 | 1): Promise<void> {
    const url = this.#pages[this.#at + step];
    if (url === undefined) return;
    this.#at += step;
    await this.open(url);
  }

  /** Leaves what is under way; what has come stays. */
  stop(): void {
    if (!this.isActive) return;
    this.#number += 1;
    this.#endProcess();
    this.store.setState(({ requests }) => ({
      isLoading: false,
      requests: requests.map((request) => ({ ...request, isOver: true })),
    }));
  }

  close(): void {
    this.#number += 1;
    this.#endProcess();
  }

  #endProcess(): void {
    this.#process?.then(
      (process) => process.end(),
      () => undefined,
    );
    this.#process = undefined;
  }

  async #load(first: HttpRequest): Promise<void> {
    // What is still under way of the page before would be in the way of this one.
    if (this.isActive) this.stop();
    const number = ++this.#number;
    this.store.setState({
      address: first.url,
      fault: undefined,
      isLoading: true,
      requests: [],
      canGoBack: this.#at > 0,
      canGoForward: this.#at < this.#pages.length - 1,
    });
    const load = new PageLoad({
      process: () => this.#started(),
      onRequests: (requests) => {
        if (number === this.#number) this.store.setState({ requests });
      },
    });
    const { url, page } = await load.page(first);
    if (number !== this.#number) return;
    this.#pages[this.#at] = url;
    // A person who has begun to type another address meanwhile goes on.
    this.store.setState(({ address }) => ({
      isLoading: false,
      url,
      address: address === first.url ? url : address,
      page,
    }));
  }

  #started(): Promise<PeerProcess> {
    this.#process ??= this.#lab.start("browser").catch((error: unknown) => {
      this.#process = undefined;
      throw error;
    });
    return this.#process;
  }
}

interface LoadOptions {
  process(): Promise<PeerProcess>;
  onRequests(requests: readonly PageRequest[]): void;
}

/** One page with its parts. */
class PageLoad {
  readonly #options: LoadOptions;
  #requests: readonly PageRequest[] = [];

  constructor(options: LoadOptions) {
    this.#options = options;
  }

  async page(first: HttpRequest): Promise<{ url: string; page: ShownPage }> {
    let request = first;
    for (let redirects = 0; ; redirects += 1) {
      const response = await this.#ask(request, PAGE_TIMEOUT_SECONDS);
      const next = redirects < MAX_REDIRECTS ? redirection(request, response) : undefined;
      if (next === undefined) return { url: request.url, page: await this.#shown(request.url, response) };
      request = next;
    }
  }

  async #shown(url: string, response: HttpResponse | undefined): Promise<ShownPage> {
    if (response?.statusLine === undefined || response.statusLine.code === 0) return { kind: "failed" };
    const { body, headers } = response;
    const { name, charset } = mediaTypeOf(headers, body);
    if (name === "text/html" || name === "application/xhtml+xml") {
      const document = await pageDocument(textIn(body, charset), url, (part) => this.#part(part));
      return { kind: "document", ...document };
    }
    if (name.startsWith("text/") || /[/+](json|xml|javascript)$/.test(name))
      return { kind: "text", text: textIn(body, charset).slice(0, MAX_TEXT) };
    if (name.startsWith("image/")) return { kind: "image", source: dataUrl(name, body) };
    return { kind: "other", type: name, bytes: body };
  }

  async #part(url: string) {
    const request = writeRequest(withBrowserHeaders({ method: "GET", url, headers: "", body: "" }));
    if (!("bytes" in request)) return undefined;
    const response = await this.#ask(request, PART_TIMEOUT_SECONDS);
    if (response?.statusLine?.code !== 200) return undefined;
    const { name, charset } = mediaTypeOf(response.headers, response.body);
    return { type: name, bytes: response.body, text: textIn(response.body, charset) };
  }

  /** Undefined where the request failed. */
  async #ask(request: HttpRequest, timeoutSeconds: number): Promise<HttpResponse | undefined> {
    const index = this.#requests.length;
    const begun = {
      url: request.url,
      status: undefined,
      bytes: 0,
      isOver: false,
      error: undefined,
      faults: [],
    };
    this.#show([...this.#requests, begun]);
    try {
      const { reader, error } = await exchange(await this.#options.process(), request, { timeoutSeconds });
      const response = reader.response();
      const status = response.statusLine?.code;
      const over = { status, bytes: response.body.length, isOver: true, error, faults: response.faults };
      this.#show(this.#requests.with(index, { ...begun, ...over }));
      return error === undefined ? response : undefined;
    } catch (error) {
      this.#show(this.#requests.with(index, { ...begun, isOver: true, error: callErrorOf(error) }));
      return undefined;
    }
  }

  #show(requests: readonly PageRequest[]): void {
    this.#requests = requests;
    this.#options.onRequests(requests);
  }
}

/** Where an answer sends the browser: RFC 9110 §15.4. Undefined where it does not, or to where no request can be written. */
function redirection(request: HttpRequest, response: HttpResponse | undefined): HttpRequest | undefined {
  if (response?.statusLine === undefined || !redirecting.has(response.statusLine.code)) return undefined;
  const [location] = valuesOf(response.headers, "location");
  const url = location === undefined ? null : URL.parse(location, request.url);
  if (url === null) return undefined;
  const next = writeRequest(withBrowserHeaders({ method: "GET", url: url.href, headers: "", body: "" }));
  return "bytes" in next ? next : undefined;
}

/** What browsers send besides: enough for a server that looks at it. */
function withBrowserHeaders(draft: RequestDraft): RequestDraft {
  const accept = "Accept: text/html,application/xhtml+xml,*/*;q=0.8";
  return { ...draft, headers: `${accept}\nConnection: close\n${draft.headers}` };
}
