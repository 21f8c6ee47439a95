/** Network interfaces of the calling thread's namespace: netdevice(7), tuntap.rst, ethtool.h. */
import { closeSync, constants, openSync } from "node:fs";
import { families, socketTypes } from "../constants.js";
import { checked } from "./libc.js";
import {
  ETHTOOL_SGSO,
  ETHTOOL_SSG,
  ETHTOOL_STSO,
  ETHTOOL_STXCSUM,
  IFF_NO_PI,
  IFF_TUN,
  SIOCETHTOOL,
  SIOCGIFINDEX,
  SOCK_CLOEXEC,
  TUNSETIFF,
} from "./linux-constants.js";
import { addressOf, pinnedBytes } from "./memory.js";
import { ioctl } from "./namespace-calls.js";
import { nodeCall } from "./node-call.js";
import { close, socket } from "./socket-calls.js";
import { ethtoolValue, ifreq, ifreqData, ifreqIndex } from "./structs.js";

const TUN_DEVICE = "/dev/net/tun";

function withName(bytes: Uint8Array, name: string): DataView {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  ifreq.fields.ifr_name.set(view, new TextEncoder().encode(name));
  return view;
}

/** Makes a TUN device of that name, for IP packets without a header of its own. The caller owns the fd, which never blocks. */
export function openTun(name: string): number {
  const fd = nodeCall("open", () => openSync(TUN_DEVICE, constants.O_RDWR | constants.O_NONBLOCK));
  try {
    const request = new Uint8Array(ifreq.sizeBytes);
    ifreq.fields.ifr_flags.set(withName(request, name), IFF_TUN | IFF_NO_PI);
    // SAFETY: the kernel reads and writes one struct.
    checked("ioctl", () => ioctl(fd, TUNSETIFF, request));
    return fd;
  } catch (error) {
    closeSync(fd);
    throw error;
  }
}

/** The number of an interface. ENODEV. */
export function interfaceIndex(name: string): number {
  return withSocket((fd) => {
    const request = new Uint8Array(ifreqIndex.sizeBytes);
    const view = withName(request, name);
    // SAFETY: as above.
    checked("ioctl", () => ioctl(fd, SIOCGIFINDEX, request));
    return ifreqIndex.fields.ifr_ifindex.get(view);
  });
}

/** Packets leave the interface as they would leave a network card: with checksums, none longer than its MTU. */
export function switchOffloadsOff(name: string): void {
  withSocket((fd) => {
    const value = pinnedBytes(ethtoolValue.sizeBytes);
    const valueView = new DataView(value.buffer);
    const request = new Uint8Array(ifreqData.sizeBytes);
    const view = withName(request, name);
    for (const command of [ETHTOOL_STXCSUM, ETHTOOL_SSG, ETHTOOL_STSO, ETHTOOL_SGSO]) {
      ethtoolValue.fields.cmd.set(valueView, command);
      ifreqData.fields.ifr_data.set(view, addressOf(value));
      // SAFETY: the kernel reads both structs; `value` is referenced until then.
      checked("ioctl", () => ioctl(fd, SIOCETHTOOL, request));
    }
  });
}

function withSocket<T>(use: (fd: number) => T): T {
  const fd = checked("socket", () => socket(families.AF_INET, socketTypes.SOCK_DGRAM | SOCK_CLOEXEC, 0));
  try {
    return use(fd);
  } finally {
    checked("close", () => close(fd));
  }
}
