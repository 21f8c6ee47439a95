import type { KernelSocket, SocketFacts } from "@sockpit/protocol";
import { distance, plus } from "./sequence.js";
import type { TrackedSocket } from "./tracked-socket.js";

export interface Difference {
  readonly derived: SocketFacts;
  readonly kernel: SocketFacts;
}

/** What the kernel says otherwise of a socket than was derived; what cannot be derived is taken from it. */
export function differenceOf(socket: TrackedSocket, kernel: KernelSocket | null): Difference | null {
  if (kernel === null) {
    // The kernel does not list a connection that was reset before it was accepted.
    if (socket.queue === "accept" && socket.state === "CLOSED") return null;
    return { derived: { isGone: false, state: socket.state }, kernel: { isGone: true } };
  }
  const derived: SocketFacts = {};
  const said: SocketFacts = {};
  if (socket.state !== kernel.state) {
    derived.state = socket.state;
    said.state = kernel.state;
  }
  if (socket.isTcp) compareTcp(socket, kernel, { derived, said });
  else if (socket.type === "SOCK_DGRAM") agreeOnDatagrams(socket, kernel);
  return Object.keys(said).length === 0 ? null : { derived, kernel: said };
}

function compareTcp(
  socket: TrackedSocket,
  kernel: KernelSocket,
  { derived, said }: { derived: SocketFacts; said: SocketFacts },
): void {
  const { receiveQueueBytes, sendQueueBytes, acceptQueue } = kernel;
  if (kernel.state === "LISTEN") {
    if (socket.listening?.isShared === true) {
      socket.acceptQueueLength = acceptQueue?.length ?? 0;
      return;
    }
    if (acceptQueue !== null && acceptQueue.length !== socket.acceptQueueLength) {
      derived.acceptQueueLength = socket.acceptQueueLength;
      said.acceptQueueLength = acceptQueue.length;
    }
    // Each half-open connection is listed, and compared by itself.
    return;
  }
  // What is left of a connection in TIME-WAIT has no queues; one in CLOSED is not listed.
  if (kernel.state === "TIME-WAIT" || kernel.tcp === null) return;
  const isReceiving = socket.receiving > 0 || socket.isReceiveUncertain;
  if (receiveQueueBytes !== null && receiveQueueBytes !== socket.receiveQueueBytes) {
    if (isReceiving) {
      const movedBytes = adoptReceived(socket, receiveQueueBytes);
      if (socket.receiving > 0) socket.receivedAheadBytes += movedBytes;
    } else {
      derived.receiveQueueBytes = socket.receiveQueueBytes;
      said.receiveQueueBytes = receiveQueueBytes;
    }
  }
  if (sendQueueBytes === null || sendQueueBytes === socket.sendQueueBytes) {
    if (socket.sending === 0) socket.isSendUncertain = false;
    return;
  }
  if (socket.sending > 0 || socket.isSendUncertain) {
    const movedBytes = adoptSent(socket, sendQueueBytes);
    if (socket.sending > 0) socket.sentAheadBytes += movedBytes;
    else socket.isSendUncertain = false;
    return;
  }
  derived.sendQueueBytes = socket.sendQueueBytes;
  said.sendQueueBytes = sendQueueBytes;
}

/**
 * The kernel counts datagrams with its bookkeeping: all that can be compared is whether there are any. It may have dropped some, and
 * one to a group comes to several sockets.
 */
function agreeOnDatagrams(socket: TrackedSocket, { receiveQueueBytes }: KernelSocket): void {
  const isEmpty = receiveQueueBytes === 0;
  socket.isReceiveUncertain = !isEmpty && socket.receiveQueueBytes === 0;
  if (!isEmpty) return;
  socket.datagrams.length = 0;
  socket.receiveQueueBytes = 0;
}

export function adoptQueues(socket: TrackedSocket, kernel: KernelSocket): void {
  const { receiveQueueBytes, sendQueueBytes, acceptQueue, synQueue } = kernel;
  if (receiveQueueBytes !== null) adoptReceived(socket, receiveQueueBytes);
  if (sendQueueBytes !== null) adoptSent(socket, sendQueueBytes);
  if (acceptQueue !== null) socket.acceptQueueLength = acceptQueue.length;
  if (synQueue !== null) socket.synQueueLength = synQueue.length;
}

/** How many more bytes have been taken than calls have returned. */
function adoptReceived(socket: TrackedSocket, bytes: number): number {
  const { transmission } = socket;
  socket.receiveQueueBytes = bytes;
  if (transmission?.next === undefined) return 0;
  const before = transmission.taken;
  transmission.taken = plus(transmission.next, -bytes - (transmission.hasFin ? 1 : 0));
  return distance(transmission.taken, before);
}

/** How many more bytes have been written than calls have returned. */
function adoptSent(socket: TrackedSocket, bytes: number): number {
  const { transmission } = socket;
  socket.sendQueueBytes = bytes;
  if (transmission === null) return 0;
  const before = transmission.written;
  transmission.written = plus(transmission.unacknowledged, bytes);
  return distance(transmission.written, before);
}
