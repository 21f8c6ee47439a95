import type { NetworkNamespace } from "../network-namespace.js";
import { decodeInetMessage, encodeInetRequest, type InetKind } from "./inet-diag.js";
import { DiagNetlink } from "./netlink.js";
import type { SocketEntry } from "./socket-entry.js";
import { decodeUnixMessage, encodeUnixRequest, joinPeers, type UnixMessage } from "./unix-diag.js";

const inetKinds: readonly InetKind[] = [
  { family: "AF_INET", type: "SOCK_STREAM" },
  { family: "AF_INET6", type: "SOCK_STREAM" },
  { family: "AF_INET", type: "SOCK_DGRAM" },
  { family: "AF_INET6", type: "SOCK_DGRAM" },
];

const unixRequest = encodeUnixRequest();
const inetRequests = inetKinds.map((kind) => ({ kind, request: encodeInetRequest(kind) }));

/**
 * What the kernel knows of every TCP, UDP and Unix socket in one network namespace: sock_diag(7). The kernel lists
 * no TCP or UDP socket that is neither bound nor connected. A Unix listener and its connections share a name.
 */
export class SocketDiagnostics {
  readonly #netlink: DiagNetlink;

  private constructor(netlink: DiagNetlink) {
    this.#netlink = netlink;
  }

  /** One netlink socket, made inside the namespace. EPROTONOSUPPORT, EACCES, EMFILE. */
  static open({ namespace }: { namespace?: NetworkNamespace } = {}): SocketDiagnostics {
    const make = () => new SocketDiagnostics(new DiagNetlink());
    return namespace === undefined ? make() : namespace.run(make);
  }

  /** Every socket now. Synchronous: five dumps. ENOENT where the kernel has no sock_diag for a family; EBADF. */
  list(): SocketEntry[] {
    const entries: SocketEntry[] = [];
    for (const { kind, request } of inetRequests) {
      this.#netlink.dump(request, (payload) => entries.push(decodeInetMessage(kind, payload)));
    }
    const unixMessages: UnixMessage[] = [];
    this.#netlink.dump(unixRequest, (payload) => {
      const message = decodeUnixMessage(payload);
      if (message !== null) unixMessages.push(message);
    });
    return [...entries, ...joinPeers(unixMessages)];
  }

  /** Frees the netlink socket. A second close does nothing. */
  close(): void {
    this.#netlink.close();
  }
}
