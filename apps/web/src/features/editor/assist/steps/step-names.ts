import type { SocketNames } from "../socket-names.js";

/** A variable that takes a socket: `s = socket()`, `conn, peer = s.accept()`, `a, b = socketpair()`. */
const ASSIGNED =
  /(?:^|[;\n])[ \t]*(\w+)[ \t]*(?:,[ \t]*([^=\n]*?))?=[ \t]*(?:socket\.)?(?:(socket|create_server|create_connection|socketpair)\(|\w+\.(accept|dup)\()/g;

/** What steps call the module, of which every name may be written without `socket.`, and which variables hold sockets. */
export function stepNames(source: string): SocketNames {
  const sockets = new Set<string>();
  for (const [, first = "", others = "", maker] of source.matchAll(ASSIGNED)) {
    sockets.add(first);
    if (maker === "socketpair") for (const [name] of others.matchAll(/\w+/g)) sockets.add(name);
  }
  return { modules: new Set(["socket"]), sockets, imported: "all" };
}
