import { type OnReadOpts, Socket, type SocketConstructorOpts } from "node:net";

/**
 * Room for a message of 64 KiB with all that is around it, and for some thousand of the smallest. Not for one of more than
 * `LARGE_MESSAGE_BYTES`, whose memory is given to another thread.
 */
const READ_BYTES = 128 * 1024;

/** All connections read into the same memory: what a read gives is taken before the next. */
const readBuffer = Buffer.allocUnsafeSlow(READ_BYTES);

/** The TCP socket of a client, whose bytes are given out where they were read, without a buffer for each read. */
export interface ClientSocket {
  readonly tcpSocket: Socket;
  /** Who takes what is read, in memory that may be changed, and that the next read uses again. Nobody, until this says who. */
  receive(take: (bytes: Buffer) => void): void;
}

/** Takes over the descriptor of a TCP socket, from which nothing is read before it is resumed. Throws where it is none that Node can use. */
export function openClientSocket(fd: number): ClientSocket {
  let take = (_bytes: Buffer) => {};
  const options: SocketConstructorOpts & { onread: OnReadOpts; manualStart: true } = {
    fd,
    // Nothing is read before somebody listens, as net.Server and http.Agent have it too.
    manualStart: true,
    readable: true,
    writable: true,
    onread: {
      buffer: readBuffer,
      callback: (count) => {
        take(readBuffer.subarray(0, count));
        return true;
      },
    },
  };
  return {
    tcpSocket: new Socket(options),
    receive: (taker) => {
      take = taker;
    },
  };
}
