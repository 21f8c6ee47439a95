/**
 * What the kernel says of a socket's state. TCP: the states of RFC 9293 §3.3.2, SYN-RECEIVED for a half-open connection
 * in the SYN queue. UDP and Unix: UNCONNECTED, CONNECTED, LISTEN.
 */
export type SocketState =
  | "CLOSED"
  | "LISTEN"
  | "SYN-SENT"
  | "SYN-RECEIVED"
  | "ESTABLISHED"
  | "FIN-WAIT-1"
  | "FIN-WAIT-2"
  | "CLOSE-WAIT"
  | "CLOSING"
  | "LAST-ACK"
  | "TIME-WAIT"
  | "UNCONNECTED"
  | "CONNECTED";

/** The kernel's numbers for states (include/net/tcp_states.h), which UDP and Unix sockets share. */
export const TCP_ESTABLISHED = 1;
export const TCP_FIN_WAIT_1 = 4;
export const TCP_LAST_ACK = 9;
export const TCP_LISTEN = 10;
export const TCP_CLOSING = 11;

const tcpStates: readonly (SocketState | undefined)[] = [
  undefined,
  "ESTABLISHED",
  "SYN-SENT",
  "SYN-RECEIVED",
  "FIN-WAIT-1",
  "FIN-WAIT-2",
  "TIME-WAIT",
  "CLOSED",
  "CLOSE-WAIT",
  "LAST-ACK",
  "LISTEN",
  "CLOSING",
  // TCP_NEW_SYN_RECV: half open, in the SYN queue.
  "SYN-RECEIVED",
];

/** A TCP state by its name in RFC 9293, from the number in sock_diag(7) or in the first byte of TCP_INFO: tcp(7). */
export function tcpState(number: number): SocketState {
  return tcpStates[number] ?? "CLOSED";
}

/** UDP and Unix sockets only listen, are connected, or are neither. */
export function connectionlessState(number: number): SocketState {
  if (number === TCP_LISTEN) return "LISTEN";
  return number === TCP_ESTABLISHED ? "CONNECTED" : "UNCONNECTED";
}
