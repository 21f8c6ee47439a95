/**
 * The calls of steps: those of Python's socket module and of its sockets (docs.python.org, `socket`), with their
 * parameters in order. `?` marks those that may be left out.
 */
export const moduleCalls: Readonly<Record<string, readonly string[]>> = {
  socket: ["family?", "type?", "proto?"],
  socketpair: ["family?", "type?", "proto?"],
  create_connection: ["address", "timeout?"],
  create_server: ["address", "family?", "backlog?", "reuse_port?"],
};

export const socketCalls: Readonly<Record<string, readonly string[]>> = {
  accept: [],
  bind: ["address"],
  close: [],
  connect: ["address"],
  connect_ex: ["address"],
  dup: [],
  fileno: [],
  getpeername: [],
  getsockname: [],
  getsockopt: ["level", "optname", "buflen?"],
  gettimeout: [],
  listen: ["backlog?"],
  recv: ["bufsize", "flags?"],
  recvfrom: ["bufsize", "flags?"],
  send: ["bytes", "flags?"],
  sendall: ["bytes", "flags?"],
  sendto: ["bytes", "flags?", "address"],
  setblocking: ["flag"],
  setsockopt: ["level", "optname", "value"],
  settimeout: ["value"],
  shutdown: ["how"],
};

/** What is wrong with the arguments of a call, in the words of Python's TypeError; undefined where nothing is. */
export function argumentProblem(
  name: string,
  parameters: readonly string[],
  { count, keywords }: { count: number; keywords: readonly string[] },
): string | undefined {
  const names = parameters.map((parameter) => parameter.replace("?", ""));
  if (count > names.length) return `${name}() takes at most ${names.length} arguments (${count} given)`;
  // sendto(bytes, address): the flags in between may be left out by position too.
  const positional = name === "sendto" && count === 2 ? ["bytes", "address"] : names.slice(0, count);
  for (const keyword of keywords) {
    if (!names.includes(keyword)) return `${name}() has no parameter \`${keyword}\``;
    if (positional.includes(keyword)) return `${name}() got two values for \`${keyword}\``;
  }
  const missing = parameters.find((parameter) => {
    return !parameter.endsWith("?") && !positional.includes(parameter) && !keywords.includes(parameter);
  });
  return missing === undefined ? undefined : `${name}() needs \`${missing}\``;
}
