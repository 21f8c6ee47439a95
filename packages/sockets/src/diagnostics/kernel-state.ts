import {
  TCP_CLOSE,
  TCP_CLOSE_WAIT,
  TCP_CLOSING,
  TCP_ESTABLISHED,
  TCP_FIN_WAIT1,
  TCP_FIN_WAIT2,
  TCP_LAST_ACK,
  TCP_LISTEN,
  TCP_SYN_RECV,
  TCP_SYN_SENT,
  TCP_TIME_WAIT,
} from "../system/linux-constants.js";

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

/** 12, TCP_NEW_SYN_RECV, is inside the kernel: half open, in the SYN queue. */
const TCP_NEW_SYN_RECV = 12;

const tcpStates: Readonly<Record<number, SocketState>> = {
  [TCP_ESTABLISHED]: "ESTABLISHED",
  [TCP_SYN_SENT]: "SYN-SENT",
  [TCP_SYN_RECV]: "SYN-RECEIVED",
  [TCP_FIN_WAIT1]: "FIN-WAIT-1",
  [TCP_FIN_WAIT2]: "FIN-WAIT-2",
  [TCP_TIME_WAIT]: "TIME-WAIT",
  [TCP_CLOSE]: "CLOSED",
  [TCP_CLOSE_WAIT]: "CLOSE-WAIT",
  [TCP_LAST_ACK]: "LAST-ACK",
  [TCP_LISTEN]: "LISTEN",
  [TCP_CLOSING]: "CLOSING",
  [TCP_NEW_SYN_RECV]: "SYN-RECEIVED",
};

/** Every state, where a request has a bit for each. */
export const ALL_STATES = 0xffff_ffff;

/** A TCP state by its name in RFC 9293, from the number in sock_diag(7) or in the first byte of TCP_INFO: tcp(7). */
export function tcpState(number: number): SocketState {
  return tcpStates[number] ?? "CLOSED";
}

/** UDP and Unix sockets only listen, are connected, or are neither. */
export function connectionlessState(number: number): SocketState {
  if (number === TCP_LISTEN) return "LISTEN";
  return number === TCP_ESTABLISHED ? "CONNECTED" : "UNCONNECTED";
}
