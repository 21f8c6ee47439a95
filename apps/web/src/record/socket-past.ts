import type { KernelSocket, SocketState } from "@sockpit/protocol";

/** A state that a socket was seen in, since `atUs` of the lab's clock. */
export interface StateStep {
  state: SocketState;
  atUs: number;
}

/** A socket as it was last seen. */
export interface GoneSocket {
  socket: KernelSocket;
  path: readonly StateStep[];
  atUs: number;
}

/** What is remembered of sockets beyond their present. Never changed in place. */
export interface SocketPast {
  /** The states of each socket that the kernel has, by its id, oldest first. */
  paths: ReadonlyMap<string, readonly StateStep[]>;
  /** Sockets that the kernel no longer has, the newest first. */
  gone: readonly GoneSocket[];
}

/** Sockets that are gone and still shown. */
const MAX_GONE = 8;

/** States of one socket; a connection passes through eight at most, an unconnected socket may go to and fro. */
const MAX_STEPS = 16;

export const noSocketPast: SocketPast = { paths: new Map(), gone: [] };

export function withSeen(past: SocketPast, socket: KernelSocket, atUs: number): SocketPast {
  const path = past.paths.get(socket.id) ?? [];
  if (path.at(-1)?.state === socket.state) return past;
  const longer = [...path, { state: socket.state, atUs }].slice(-MAX_STEPS);
  return { ...past, paths: new Map(past.paths).set(socket.id, longer) };
}

export function withGone(past: SocketPast, socket: KernelSocket, atUs: number): SocketPast {
  const paths = new Map(past.paths);
  paths.delete(socket.id);
  const path = past.paths.get(socket.id) ?? [];
  return { paths, gone: [{ socket, path, atUs }, ...past.gone].slice(0, MAX_GONE) };
}
