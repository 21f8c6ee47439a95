import socketSource from "../py/_socket.py?raw";
import addressesSource from "../py/addresses.py?raw";
import blockingSource from "../py/blocking.py?raw";
import bootstrapSource from "../py/bootstrap.py?raw";
import consoleSource from "../py/console.py?raw";
import constantsSource from "../py/constants.py?raw";
import fileErrorsSource from "../py/file_errors.py?raw";
import inetSource from "../py/inet.py?raw";
import linuxErrnoSource from "../py/linux_errno.py?raw";
import namesSource from "../py/names.py?raw";
import runnerSource from "../py/runner.py?raw";
import tracebacksSource from "../py/tracebacks.py?raw";

/** Defines `boot`, which puts the modules in. */
export const bootstrap = bootstrapSource;

/** Python's modules of this package by name, each after those that it imports. */
export const pythonModules: readonly (readonly [name: string, source: string])[] = [
  ["_sockpit.linux_errno", linuxErrnoSource],
  ["_sockpit.file_errors", fileErrorsSource],
  ["_sockpit.tracebacks", tracebacksSource],
  ["_sockpit.blocking", blockingSource],
  ["_sockpit.console", consoleSource],
  ["_sockpit.constants", constantsSource],
  ["_sockpit.inet", inetSource],
  ["_sockpit.names", namesSource],
  ["_sockpit.addresses", addressesSource],
  ["_socket", socketSource],
  ["_sockpit.runner", runnerSource],
];
