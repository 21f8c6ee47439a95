/** Network namespaces and interfaces: unshare(2), setns(2), netdevice(7). */
import { libcFunction } from "./libc.js";

/** unshare(2): moves the calling thread. Needs CAP_SYS_ADMIN in the thread's user namespace. */
export const unshare = libcFunction("unshare", ["int"]);
/** setns(2): moves the calling thread. */
export const setns = libcFunction("setns", ["int", "int"]);
/** ioctl(2) with a struct ifreq, or what the request takes. */
export const ioctl = libcFunction("ioctl", ["int", "ulong", "bytes"]);

/** The interface `lo` in every namespace: its first. */
export const LOOPBACK_INDEX = 1;
