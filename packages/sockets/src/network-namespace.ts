import { closeSync, openSync } from "node:fs";
import { isMainThread } from "node:worker_threads";
import { families, socketTypes } from "./constants.js";
import { addLoopbackRoutes } from "./loopback-routes.js";
import { checked } from "./system/libc.js";
import {
  CLONE_NEWNET,
  IFF_MULTICAST,
  IFF_UP,
  SIOCGIFFLAGS,
  SIOCSIFFLAGS,
  SOCK_CLOEXEC,
} from "./system/linux-constants.js";
import { ioctl, LOOPBACK_INDEX, setns, unshare } from "./system/namespace-calls.js";
import { nodeCall } from "./system/node-call.js";
import { close, socket } from "./system/socket-calls.js";
import { ifreq } from "./system/structs.js";

/** The namespace of the thread that opens it. */
const OWN_NAMESPACE = "/proc/thread-self/ns/net";

/**
 * A network namespace of its own: network_namespaces(7). It has one interface, `lo`, which is up, with 127.0.0.1 and
 * ::1 and routes for multicast and broadcast, and lives until it is closed and its last socket is. Needs CAP_SYS_ADMIN over the process's user namespace (as
 * under `unshare --user --map-root-user`) and the main thread: a thread keeps the namespace it was born in.
 */
export class NetworkNamespace {
  #fd: number;

  private constructor(fd: number) {
    this.#fd = fd;
  }

  /**
   * unshare(2), `lo` up, and back again. `hasOtherInterfaces`: multicast and broadcast go over one of those, and not over `lo`.
   * EPERM, ENOSPC, EMFILE.
   */
  static create({ hasOtherInterfaces = false } = {}): NetworkNamespace {
    const leave = () => checked("unshare", () => unshare(CLONE_NEWNET));
    return elsewhere(leave, () => {
      bringLoopbackUp();
      if (!hasOtherInterfaces) addLoopbackRoutes(LOOPBACK_INDEX);
      return new NetworkNamespace(openOwnNamespace());
    });
  }

  get closed(): boolean {
    return this.#fd === -1;
  }

  /**
   * Runs a function inside, with setns(2) there and back. The function must be synchronous, since anything else that
   * runs meanwhile would be inside too. EBADF once closed.
   */
  run<T>(fn: () => T): T {
    const leave = () => checked("setns", () => setns(this.#fd, CLONE_NEWNET));
    return elsewhere(leave, () => {
      const result = fn();
      if (result instanceof Promise) throw new TypeError("NetworkNamespace.run takes a synchronous function");
      return result;
    });
  }

  /** Gives the namespace up. Sockets made inside keep it alive. A second close does nothing. */
  close(): void {
    if (this.#fd === -1) return;
    closeSync(this.#fd);
    this.#fd = -1;
  }
}

/** A descriptor of the namespace that the calling thread is in, for netlink. It is closed after `use`. */
export function withOwnNamespace<T>(use: (fd: number) => T): T {
  const fd = openOwnNamespace();
  try {
    return use(fd);
  } finally {
    closeSync(fd);
  }
}

function openOwnNamespace(): number {
  return nodeCall("open", () => openSync(OWN_NAMESPACE, "r"));
}

/** Moves the thread to another network namespace with `leave`, runs `fn` there, and brings the thread back. */
function elsewhere<T>(leave: () => void, fn: () => T): T {
  if (!isMainThread) throw new Error("network namespaces change on the main thread only");
  const home = openOwnNamespace();
  try {
    leave();
    try {
      return fn();
    } finally {
      checked("setns", () => setns(home, CLONE_NEWNET));
    }
  } finally {
    closeSync(home);
  }
}

/** Sets IFF_UP and IFF_MULTICAST on `lo`: netdevice(7). */
function bringLoopbackUp(): void {
  const fd = checked("socket", () => socket(families.AF_INET, socketTypes.SOCK_DGRAM | SOCK_CLOEXEC, 0));
  try {
    const request = new Uint8Array(ifreq.sizeBytes);
    const view = new DataView(request.buffer);
    const { ifr_name, ifr_flags } = ifreq.fields;
    ifr_name.set(view, new TextEncoder().encode("lo"));
    // SAFETY: the kernel reads and writes one struct.
    checked("ioctl", () => ioctl(fd, SIOCGIFFLAGS, request));
    ifr_flags.set(view, ifr_flags.get(view) | IFF_UP | IFF_MULTICAST);
    checked("ioctl", () => ioctl(fd, SIOCSIFFLAGS, request));
  } finally {
    checked("close", () => close(fd));
  }
}
