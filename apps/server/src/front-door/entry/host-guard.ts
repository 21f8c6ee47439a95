import type { IncomingMessage } from "node:http";
import { isIPv6 } from "node:net";
import { networkInterfaces } from "node:os";
import { codedFailure, quotedExcerpt } from "@sockpit/protocol";
import { isLoopback } from "../options.js";
import { visitorAt } from "./visitor.js";

const loopbackNames: ReadonlySet<string> = new Set(["127.0.0.1", "localhost", "[::1]"]);

/** Interfaces come and go; asking for them costs a system call for each. */
const INTERFACES_FRESH_MS = 5000;

/**
 * Admits only requests that were meant for this server. A page of another site could point a name at
 * 127.0.0.1 (DNS rebinding), or send a request from its own origin: the first shows in Host, the
 * second in Origin (RFC 6454) and Sec-Fetch-Site (W3C Fetch Metadata), which also come with requests
 * whose answer the page may not read.
 */
export class HostGuard {
  readonly #names: ReadonlySet<string>;
  readonly #isOnAllInterfaces: boolean;
  #interfaces: { names: ReadonlySet<string>; readAt: number } = { names: new Set(), readAt: -Infinity };

  /** `listenHost`: the address that the server listens on. */
  constructor({ listenHost, allowedHosts }: { listenHost: string; allowedHosts: readonly string[] }) {
    this.#isOnAllInterfaces = listenHost === "0.0.0.0" || listenHost === "::";
    const own = this.#isOnAllInterfaces ? [] : [hostName(listenHost)];
    this.#names = new Set([...own, ...allowedHosts.map((name) => name.toLowerCase())]);
  }

  /** Throws `forbidden_host` or `forbidden_origin`. */
  check(request: IncomingMessage): void {
    const host = request.headers.host ?? "";
    if (!this.#isOwnName(nameOf(host), request.socket.remoteAddress ?? "")) {
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

  /** From another machine, `localhost` is a name of that machine. */
  #isOwnName(name: string, peer: string): boolean {
    if (this.#names.has(name)) return true;
    if (loopbackNames.has(name)) return isLoopback(visitorAt(peer));
    return this.#isOnAllInterfaces && this.#interfaceNames().has(name);
  }

  #interfaceNames(): ReadonlySet<string> {
    const now = performance.now();
    if (now - this.#interfaces.readAt > INTERFACES_FRESH_MS) {
      const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
      this.#interfaces = { names: new Set(all.map(({ address }) => hostName(address))), readAt: now };
    }
    return this.#interfaces.names;
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

/** An address or a name as Host has it: `::1` → `[::1]`. */
function hostName(address: string): string {
  return isIPv6(address) ? `[${address.toLowerCase()}]` : address.toLowerCase();
}
