import type { IncomingMessage } from "node:http";
import { codedFailure, quotedExcerpt } from "@sockpit/protocol";

const loopbackNames = ["127.0.0.1", "localhost", "[::1]"];

/**
 * Lets in only requests that were meant for this server. A page of another site could point a name at
 * 127.0.0.1 (DNS rebinding), or send a request from its own origin: the first shows in Host, the
 * second in Origin (RFC 6454) and Sec-Fetch-Site (W3C Fetch Metadata), which also come with requests
 * whose answer the page may not read.
 */
export class HostGuard {
  readonly #names: ReadonlySet<string>;

  constructor(allowedHosts: readonly string[]) {
    this.#names = new Set([...loopbackNames, ...allowedHosts.map((name) => name.toLowerCase())]);
  }

  /** Throws `forbidden_host` or `forbidden_origin`. */
  check(request: IncomingMessage): void {
    const host = request.headers.host ?? "";
    if (!this.#names.has(nameOf(host))) {
      const message = `Host ${quotedExcerpt(host)} is not one of this server's. SOCKPIT_ALLOWED_HOSTS can add it.`;
      throw codedFailure("forbidden_host", message);
    }
    const { origin } = request.headers;
    if (origin !== undefined && origin !== `http://${host}` && origin !== `https://${host}`)
      throw codedFailure("forbidden_origin", `Origin ${quotedExcerpt(origin)} may not use this server.`);
    const site = request.headers["sec-fetch-site"];
    if ((site === "cross-site" || site === "same-site") && !isNavigation(request))
      throw codedFailure(
        "forbidden_origin",
        `A page of another site may not use this server (Sec-Fetch-Site: ${site}).`,
      );
  }
}

/** Following a link to the page, or opening it from a bookmark: the other site sees nothing of the answer. */
function isNavigation({ method, headers }: IncomingMessage): boolean {
  return (
    method === "GET" && headers["sec-fetch-mode"] === "navigate" && headers["sec-fetch-dest"] === "document"
  );
}

/** `127.0.0.1:7070` → `127.0.0.1`, `[::1]:7070` → `[::1]`. */
function nameOf(host: string): string {
  return host.toLowerCase().replace(/:\d*$/, "");
}
