import { incomingOnly } from "../capture/packet-filter.js";
import { withOwnNamespace } from "../network-namespace.js";
import { socketConstants } from "../socket-constants.js";
import { interfaceIndex, switchOffloadsOff } from "../system/interface-calls.js";
import { BLOCKED, checked, errnoOf, unlessBlocked } from "../system/libc.js";
import {
  AF_PACKET,
  PACKET_QDISC_BYPASS,
  SO_ATTACH_FILTER,
  SOCK_CLOEXEC,
  SOCK_NONBLOCK,
  SOCK_RAW,
  SOL_PACKET,
} from "../system/linux-constants.js";
import { Scratch } from "../system/memory.js";
import { MessageBatch, packetsOf, recvmmsg, withFilter } from "../system/packet-calls.js";
import { bind, close, send, setsockopt, socket } from "../system/socket-calls.js";
import { writeOption } from "../system/socket-options.js";
import { DevicePort } from "./device-port.js";
import { macOf } from "./ethernet.js";
import { addAddresses, addVethPair, bringUp, withRtnetlink } from "./interface.js";
import { type HostOptions, WIRE_INTERFACE, type WirePort } from "./wire-port.js";

const MAX_FRAME_BYTES = 65_600;
/** Frames taken in one call. */
const BATCH = 16;
/** What waits to be read: a burst of 64 KiB windows. Asked for; the kernel gives twice as much. */
const BUFFER_BYTES = 4 * 1024 * 1024;

const { SOL_SOCKET, SO_RCVBUF } = socketConstants;

const scratch = new Scratch(() => new MessageBatch(BATCH, MAX_FRAME_BYTES));

/** Names of interfaces are used once, and hold in a namespace that other processes may be in: with the pid, in 15 characters. */
let lastPeer = 0;

/**
 * A veth(4) pair, one end of which is the host's and the other one in this process's namespace, with a packet socket on it:
 * packet(7). It carries Ethernet frames, ARP among them, which the hosts' kernels ask and answer.
 */
export class VethPort extends DevicePort implements WirePort {
  readonly headerBytes = 14;

  /** EPERM without CAP_NET_ADMIN or CAP_NET_RAW, EOPNOTSUPP without veth in the kernel; EMFILE. */
  constructor(options: HostOptions) {
    super(openPair(options));
  }

  receive(visit: (frame: Uint8Array) => void, maxFrames: number): number {
    const { fd } = this;
    if (fd === -1) return 0;
    return scratch.use((batch) => {
      for (let total = 0; total < maxFrames; ) {
        const room = Math.min(BATCH, maxFrames - total);
        // SAFETY: the headers point at memory of `batch`, and are as many as are asked for.
        const count = unlessBlocked("recvmmsg", () => recvmmsg(fd, batch.headers, room, 0, null));
        if (count === BLOCKED) return total;
        for (let index = 0; index < count; index += 1) visit(batch.take(index).bytes);
        total += count;
        if (count < room) return total;
      }
      return maxFrames;
    });
  }

  send(frame: Uint8Array): boolean {
    const { fd } = this;
    // SAFETY: the kernel reads one frame.
    return fd !== -1 && errnoOf(() => send(fd, frame, frame.length, 0)) === 0;
  }
}

/** Makes the pair, and opens the packet socket on this process's end of it. */
function openPair({ namespace, addresses, mtuBytes, index: place }: HostOptions): number {
  lastPeer += 1;
  const peer = `wire${process.pid.toString(36)}-${lastPeer.toString(36)}`;
  withOwnNamespace((namespaceFd) => {
    namespace.run(() => {
      const pair = { name: WIRE_INTERFACE, mac: macOf(place), mtuBytes, peer: { name: peer, namespaceFd } };
      withRtnetlink((netlink) => addVethPair(netlink, pair));
      switchOffloadsOff(WIRE_INTERFACE);
    });
  });
  // The end that comes up last finds the other one up, and sends at once; the kernel lets the first send only a little later.
  const index = interfaceIndex(peer);
  withRtnetlink((netlink) => bringUp(netlink, { index, mtuBytes, hasArp: false }));
  namespace.run(() => {
    const own = interfaceIndex(WIRE_INTERFACE);
    withRtnetlink((netlink) => {
      bringUp(netlink, { index: own, mtuBytes, hasArp: true });
      addAddresses(netlink, { index: own, addresses });
    });
  });
  return openPacketSocket(index);
}

/** What comes from the host, and nothing of what is sent to it. */
function openPacketSocket(interfaceNumber: number): number {
  const type = SOCK_RAW | SOCK_NONBLOCK | SOCK_CLOEXEC;
  /** Protocol 0: it receives nothing before its filter is set. */
  const fd = checked("socket", () => socket(AF_PACKET, type, 0));
  try {
    withFilter(incomingOnly, (filter) => {
      checked("setsockopt", () => setsockopt(fd, SOL_SOCKET, SO_ATTACH_FILTER, filter, filter.length));
    });
    writeOption(fd, { level: SOL_SOCKET, name: SO_RCVBUF }, BUFFER_BYTES);
    writeOption(fd, { level: SOL_PACKET, name: PACKET_QDISC_BYPASS }, 1);
    const address = packetsOf(interfaceNumber);
    checked("bind", () => bind(fd, address, address.length));
    return fd;
  } catch (error) {
    checked("close", () => close(fd));
    throw error;
  }
}
