import type { Call } from "./step.js";

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

/** The names of the parameters that a call's arguments by position are for. */
export function parametersOf({
  receiver,
  name,
  args,
}: Pick<Call, "receiver" | "name" | "args">): readonly string[] {
  const parameters = (receiver === undefined ? moduleCalls : socketCalls)[name] ?? [];
  return positional(name, parameters, args.length);
}

function positional(name: string, parameters: readonly string[], count: number): readonly string[] {
  // sendto(bytes, address): the flags in between may be left out by position too.
  if (name === "sendto" && count === 2) return ["bytes", "address"];
  return parameters.slice(0, count).map((parameter) => parameter.replace("?", ""));
}

/** What is wrong with the arguments of a call, in the words of Python's TypeError; undefined where nothing is. */
export function argumentProblem(
  name: string,
  parameters: readonly string[],
  { count, keywords }: { count: number; keywords: readonly string[] },
): string | undefined {
  const names = parameters.map((parameter) => parameter.replace("?", ""));
  if (count > names.length) return `${name}() takes at most ${names.length} arguments (${count} given)`;
  const given = positional(name, parameters, count);
  for (const keyword of keywords) {
    if (!names.includes(keyword)) return `${name}() has no parameter \`${keyword}\``;
    if (given.includes(keyword)) return `${name}() got two values for \`${keyword}\``;
  }
  const missing = parameters.find((parameter) => {
    return !parameter.endsWith("?") && !given.includes(parameter) && !keywords.includes(parameter);
  });
  return missing === undefined ? undefined : `${name}() needs \`${missing}\``;
}
