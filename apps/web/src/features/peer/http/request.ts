import { formatEndpoint } from "@sockpit/protocol";

/** A request as a person writes it. */
export interface RequestDraft {
  readonly method: string;
  readonly url: string;
  /** A field a line. */
  readonly headers: string;
  readonly body: string;
}

/** Where a request goes, and what is written. */
export interface HttpRequest {
  readonly method: string;
  /** The whole address: what links in the answer refer to. */
  readonly url: string;
  readonly host: string;
  readonly port: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** What of a draft keeps it from being sent: RFC 9110 §9.1, §5.1. */
export type DraftFault =
  | { readonly field: "url"; readonly why: "url" | "scheme"; readonly text: string }
  | { readonly field: "method"; readonly text: string }
  | { readonly field: "headers"; readonly text: string; readonly line: number };

export const httpMethods = ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"] as const;

const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const HTTP_PORT = 80;

/** What is sent where the person has given no field of that name. curl sends these. */
function usualHeaders(url: URL, bodyBytes: number): readonly (readonly [string, string])[] {
  const length = bodyBytes === 0 ? [] : [["Content-Length", String(bodyBytes)] as const];
  return [["Host", url.host], ["User-Agent", "sockpit"], ["Accept", "*/*"], ...length];
}

/** Reads an address; `http://` may be missing. */
export function readUrl(text: string): URL | DraftFault {
  const trimmed = text.trim();
  const hasScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed);
  const url = trimmed === "" ? null : URL.parse(hasScheme ? trimmed : `http://${trimmed}`);
  if (url === null) return { field: "url", why: "url", text: trimmed };
  return url.protocol === "http:" ? url : { field: "url", why: "scheme", text: url.protocol };
}

/** The host as a socket takes it: an IPv6 address without its brackets (RFC 3986 §3.2.2). */
function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, "");
}

/** The bytes of a request (RFC 9112 §3), or what is wrong with the draft. */
export function writeRequest(draft: RequestDraft): HttpRequest | DraftFault {
  const url = readUrl(draft.url);
  if (!(url instanceof URL)) return url;
  const method = draft.method.trim();
  if (!token.test(method)) return { field: "method", text: method };
  const lines = draft.headers.split(/\r\n|\r|\n/);
  const fields: [string, string][] = [];
  for (const [index, line] of lines.entries()) {
    if (line.trim() === "") continue;
    const colon = line.indexOf(":");
    const name = line.slice(0, colon);
    if (colon === -1 || !token.test(name)) return { field: "headers", text: line, line: index + 1 };
    fields.push([name, line.slice(colon + 1).trim()]);
  }
  const body = new TextEncoder().encode(draft.body);
  const given = new Set(fields.map(([name]) => name.toLowerCase()));
  const usual = usualHeaders(url, body.length).filter(([name]) => !given.has(name.toLowerCase()));
  const head = [
    `${method} ${url.pathname}${url.search} HTTP/1.1`,
    ...[...usual, ...fields].map(([name, value]) => `${name}: ${value}`),
    "\r\n",
  ].join("\r\n");
  const bytes = new Uint8Array([...new TextEncoder().encode(head), ...body]);
  const port = url.port === "" ? HTTP_PORT : Number(url.port);
  return { method, url: url.href, host: hostOf(url), port, bytes };
}

/** The address of a server's first page. */
export function urlOf(host: string, port: number): string {
  return new URL(`http://${formatEndpoint({ host, port })}/`).href;
}
