/** What a program calls the module `socket`, and which of its variables hold sockets. */
export interface SocketNames {
  readonly modules: ReadonlySet<string>;
  readonly sockets: ReadonlySet<string>;
  /** Names of the module that stand on their own: `from socket import …`. */
  readonly imported: "all" | ReadonlySet<string>;
}

/** What handlers of connections usually call their parameter, whose value no line shows. */
const usualNames = ["conn", "connection", "client", "client_socket", "sock"];

const MAKERS = String.raw`(?:\w+\.)?(?:socket|create_server|create_connection|socketpair)\(`;

/** Finds them by how lines look: a program that is being written cannot be analysed otherwise. */
export function socketNames(source: string): SocketNames {
  const modules = new Set<string>();
  const imported = new Set<string>();
  let isAll = false;
  for (const [, names = ""] of source.matchAll(/^[ \t]*import[ \t]+(.+)$/gm)) {
    for (const [, alias] of names.matchAll(/\bsocket\b(?:[ \t]+as[ \t]+(\w+))?/g))
      modules.add(alias ?? "socket");
  }
  for (const [, names = ""] of source.matchAll(/^[ \t]*from[ \t]+socket[ \t]+import[ \t]+(.+)$/gm)) {
    if (names.includes("*")) isAll = true;
    for (const [name] of names.matchAll(/\w+/g)) imported.add(name);
  }
  const isUsed = modules.size > 0 || isAll || imported.size > 0;
  const sockets = new Set(isUsed ? usualNames : []);
  if (isUsed) {
    const assigned = [
      new RegExp(String.raw`([\w., \t]+?)[ \t]*=[ \t]*${MAKERS}`, "g"),
      new RegExp(String.raw`\bwith[^\n]*?${MAKERS}[^\n]*\)[ \t]+as[ \t]+\(?(\w+)`, "g"),
      /(\w+(?:\.\w+)?)[ \t]*,[ \t]*\w+[ \t]*=[ \t]*[\w.]+\.accept\(/g,
    ];
    for (const pattern of assigned) {
      for (const [, names = ""] of source.matchAll(pattern)) {
        for (const name of names.split(",")) sockets.add(name.trim().split(".").at(-1) ?? "");
      }
    }
  }
  return { modules, sockets, imported: isAll ? "all" : imported };
}
