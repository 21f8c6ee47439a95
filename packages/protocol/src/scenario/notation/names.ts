import { errnoNames } from "../../values/errno.js";
import { Family, MessageFlag, SocketType } from "../../values/socket.js";
import { optionLevels, socketOptionNames } from "../../values/socket-option.js";

/** Constants of Python's socket module and of errno that a scenario may name. */
export const constantNames: ReadonlySet<string> = new Set<string>([
  ...Family.options,
  ...SocketType.options,
  "SOCK_NONBLOCK",
  "SOCK_CLOEXEC",
  ...MessageFlag.options,
  ...Object.keys(optionLevels),
  ...socketOptionNames,
  ...errnoNames,
  "SHUT_RD",
  "SHUT_WR",
  "SHUT_RDWR",
  "INADDR_ANY",
  "INADDR_LOOPBACK",
  "INADDR_BROADCAST",
  "SOMAXCONN",
]);

/** Exceptions of Python that socket calls end with: docs.python.org, "OS exceptions", and those of bad arguments. */
export const exceptionNames: ReadonlySet<string> = new Set([
  "BlockingIOError",
  "BrokenPipeError",
  "ConnectionAbortedError",
  "ConnectionError",
  "ConnectionRefusedError",
  "ConnectionResetError",
  "FileExistsError",
  "FileNotFoundError",
  "InterruptedError",
  "OSError",
  "OverflowError",
  "PermissionError",
  "TimeoutError",
  "TypeError",
  "ValueError",
  "gaierror",
]);
