import { closeInBackground } from "../system/close-in-background.js";
import { interfaceIndex, openTun } from "../system/interface-calls.js";
import { BLOCKED, errnoOf, unlessBlocked } from "../system/libc.js";
import { Scratch } from "../system/memory.js";
import { read, write } from "../system/pipe-calls.js";
import { DevicePort } from "./device-port.js";
import { addAddresses, bringUp, withRtnetlink } from "./interface.js";
import { type HostOptions, WIRE_INTERFACE, type WirePort } from "./wire-port.js";

/** The longest IP datagram. */
const MAX_PACKET_BYTES = 65_535;

/** Shared by all: a read hands on what it read before the next begins. */
const scratch = new Scratch(() => new Uint8Array(MAX_PACKET_BYTES));

/** A TUN device: Documentation/networking/tuntap.rst. It carries IP packets and nothing else; there is no ARP. */
export class TunPort extends DevicePort implements WirePort {
  readonly headerBytes = 0;

  /** EPERM, ENOENT or ENODEV where the machine lets nobody use /dev/net/tun; EMFILE. */
  constructor({ namespace, addresses, mtuBytes }: HostOptions) {
    const device = namespace.run(() => {
      const fd = openTun(WIRE_INTERFACE);
      try {
        const index = interfaceIndex(WIRE_INTERFACE);
        withRtnetlink((netlink) => {
          bringUp(netlink, { index, mtuBytes, hasArp: false });
          addAddresses(netlink, { index, addresses });
        });
        return fd;
      } catch (error) {
        closeInBackground(fd);
        throw error;
      }
    });
    super(device);
  }

  receive(visit: (frame: Uint8Array) => void, maxFrames: number): number {
    const { fd } = this;
    if (fd === -1) return 0;
    return scratch.use((buffer) => {
      for (let count = 0; count < maxFrames; count += 1) {
        // SAFETY: the kernel writes at most one packet.
        const length = unlessBlocked("read", () => read(fd, buffer, MAX_PACKET_BYTES));
        if (length === BLOCKED) return count;
        visit(buffer.subarray(0, length));
      }
      return maxFrames;
    });
  }

  send(frame: Uint8Array): boolean {
    const { fd } = this;
    // SAFETY: the kernel reads one packet.
    return fd !== -1 && errnoOf(() => write(fd, frame, frame.length)) === 0;
  }
}
