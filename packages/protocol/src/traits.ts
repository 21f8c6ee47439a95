/**
 * What a command does to descriptors, sockets and time, for all who handle calls without knowing them by name. `Param` and
 * `Result` are the names of the command's own fields.
 */
export interface CommandTraits<Param extends string = string, Result extends string = string> {
  /** The param that names the descriptor on which the call is made. */
  on?: Param;
  /** The result field that holds the new descriptor, or a list of them. */
  opens?: Result;
  /** What it opens, where that is no socket. */
  makes?: "epoll" | "pipe";
  /** What it makes of a connection: its end that asks, its end that accepts, or both. Its socket has a peer afterwards. */
  connects?: "client" | "server" | "both";
  /** The param with the address of the peer that it turns to. */
  destination?: Param;
  /** The param that holds what is sent, and the result field with the number of bytes that were taken; absent: all. */
  sends?: { data: Param; count?: Result };
  /** The result field that holds what was received. */
  receives?: Result;
  /** The param with the address that its socket has afterwards. */
  binds?: Param;
  /** The param that bounds the queue of connections that its socket takes from then on. */
  listens?: Param;
  /** What it ends: a descriptor, or one direction or both of a connection. */
  closes?: "descriptor" | "connection";
  /** What of a socket it sets. */
  sets?: "option" | "timeout";
  /** It changes no socket. */
  looks?: true;
  /** It may wait in the kernel. */
  waits?: {
    /** The param that bounds this call's wait, in seconds. Absent: the socket's own timeout, or SO_LINGER. */
    timeout?: Param;
    /** What happens when that time has passed: the call fails with `timeout`, or returns with nothing. */
    expiry: "fails" | "returns";
  };
}
