/**
 * The socket calls of libc. Each returns -1 and sets errno where it fails: go through `checked`.
 * SAFETY: bytes are memory of the caller for as long as the call takes. Where no length stands beside them, they hold what
 * the man page says: two ints, a struct msghdr, a length that says how much room an address has.
 */
import { libcFunction } from "./libc.js";

/** socket(2). The caller owns the fd. */
export const socket = libcFunction("socket", ["int", "int", "int"]);
/** socketpair(2): fills two ints. The caller owns both fds. */
export const socketpair = libcFunction("socketpair", ["int", "int", "int", "bytes"]);
/** fcntl(2) with an int. The caller owns the fd that F_DUPFD_CLOEXEC gives. */
export const fcntl = libcFunction("fcntl", ["int", "int", "int"]);
/** bind(2) with a sockaddr and its length in bytes. */
export const bind = libcFunction("bind", ["int", "bytes", "int"]);
/** listen(2). */
export const listen = libcFunction("listen", ["int", "int"]);
/** accept4(2): fills the sockaddr and its length. The caller owns the new fd. */
export const accept4 = libcFunction("accept4", ["int", "bytes", "bytes", "int"]);
/** connect(2). */
export const connect = libcFunction("connect", ["int", "bytes", "int"]);
/** send(2). */
export const send = libcFunction("send", ["int", "bytes", "size", "int"]);
/** sendto(2). */
export const sendto = libcFunction("sendto", ["int", "bytes", "size", "int", "bytes", "int"]);
/** recv(2). */
export const recv = libcFunction("recv", ["int", "bytes", "size", "int"]);
/** recvfrom(2): fills the sockaddr and its length. */
export const recvfrom = libcFunction("recvfrom", ["int", "bytes", "size", "int", "bytes", "bytes"]);
/** recvmsg(2) with a struct msghdr. */
export const recvmsg = libcFunction("recvmsg", ["int", "bytes", "int"]);
/** sendmsg(2) with a struct msghdr. */
export const sendmsg = libcFunction("sendmsg", ["int", "bytes", "int"]);
/** shutdown(2). */
export const shutdown = libcFunction("shutdown", ["int", "int"]);
/** getsockname(2). */
export const getsockname = libcFunction("getsockname", ["int", "bytes", "bytes"]);
/** getpeername(2). */
export const getpeername = libcFunction("getpeername", ["int", "bytes", "bytes"]);
/** getsockopt(2). */
export const getsockopt = libcFunction("getsockopt", ["int", "int", "int", "bytes", "bytes"]);
/** setsockopt(2). */
export const setsockopt = libcFunction("setsockopt", ["int", "int", "int", "bytes", "int"]);
/** close(2). Frees the fd even where it fails. */
export const close = libcFunction("close", ["int"]);
