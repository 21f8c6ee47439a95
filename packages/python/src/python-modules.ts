import signalSource from "../py/_signal.py?raw";
import socketSource from "../py/_socket.py?raw";
import threadSource from "../py/_thread.py?raw";
import addressesSource from "../py/addresses.py?raw";
import ancillarySource from "../py/ancillary.py?raw";
import blockingSource from "../py/blocking.py?raw";
import bootstrapSource from "../py/bootstrap.py?raw";
import cCallsSource from "../py/c_calls.py?raw";
import cFunctionsSource from "../py/c_functions.py?raw";
import consoleSource from "../py/console.py?raw";
import constantsSource from "../py/constants.py?raw";
import constantsOfRefusedSource from "../py/constants_of_refused.py?raw";
import descriptorsSource from "../py/descriptors.py?raw";
import epollSource from "../py/epoll.py?raw";
import eventLoopsSource from "../py/event_loops.py?raw";
import failuresSource from "../py/failures.py?raw";
import fdCallsSource from "../py/fd_calls.py?raw";
import fdFilesSource from "../py/fd_files.py?raw";
import fileErrorsSource from "../py/file_errors.py?raw";
import inetSource from "../py/inet.py?raw";
import interfacesSource from "../py/interfaces.py?raw";
import labCallsSource from "../py/lab_calls.py?raw";
import linuxSource from "../py/linux.py?raw";
import linuxErrnoSource from "../py/linux_errno.py?raw";
import lockedIoSource from "../py/locked_io.py?raw";
import locksSource from "../py/locks.py?raw";
import lookupsSource from "../py/lookups.py?raw";
import messageFlagsSource from "../py/message_flags.py?raw";
import messagesSource from "../py/messages.py?raw";
import namesSource from "../py/names.py?raw";
import nativeStructSource from "../py/native_struct.py?raw";
import optionsSource from "../py/options.py?raw";
import passedFilesSource from "../py/passed_files.py?raw";
import pollingSource from "../py/polling.py?raw";
import processesSource from "../py/processes.py?raw";
import runnerSource from "../py/runner.py?raw";
import selectSource from "../py/select.py?raw";
import servicesSource from "../py/services.py?raw";
import signalsSource from "../py/signals.py?raw";
import socketPathsSource from "../py/socket_paths.py?raw";
import standardLibrarySource from "../py/standard_library.py?raw";
import steppingSource from "../py/stepping.py?raw";
import tracebacksSource from "../py/tracebacks.py?raw";
import transfersSource from "../py/transfers.py?raw";
import unraisableSource from "../py/unraisable.py?raw";

/** Defines `boot`, which puts the modules in. */
export const bootstrap = bootstrapSource;

/** Python's modules of this package by name, each after those that it imports. */
export const pythonModules: readonly (readonly [name: string, source: string])[] = [
  ["_sockpit.c_functions", cFunctionsSource],
  ["_sockpit.linux_errno", linuxErrnoSource],
  ["_sockpit.file_errors", fileErrorsSource],
  ["_sockpit.tracebacks", tracebacksSource],
  ["_sockpit.linux", linuxSource],
  ["_sockpit.native_struct", nativeStructSource],
  ["_sockpit.blocking", blockingSource],
  ["_sockpit.unraisable", unraisableSource],
  ["_sockpit.locks", locksSource],
  ["_sockpit.locked_io", lockedIoSource],
  ["_sockpit.signals", signalsSource],
  ["_signal", signalSource],
  ["_thread", threadSource],
  ["_sockpit.processes", processesSource],
  ["_sockpit.stepping", steppingSource],
  ["_sockpit.console", consoleSource],
  ["_sockpit.constants", constantsSource],
  ["_sockpit.constants_of_refused", constantsOfRefusedSource],
  ["_sockpit.c_calls", cCallsSource],
  ["_sockpit.inet", inetSource],
  ["_sockpit.services", servicesSource],
  ["_sockpit.interfaces", interfacesSource],
  ["_sockpit.lookups", lookupsSource],
  ["_sockpit.names", namesSource],
  ["_sockpit.addresses", addressesSource],
  ["_sockpit.lab_calls", labCallsSource],
  ["_sockpit.socket_paths", socketPathsSource],
  ["_sockpit.descriptors", descriptorsSource],
  ["_sockpit.message_flags", messageFlagsSource],
  ["_sockpit.options", optionsSource],
  ["_sockpit.transfers", transfersSource],
  ["_sockpit.passed_files", passedFilesSource],
  ["_sockpit.ancillary", ancillarySource],
  ["_sockpit.messages", messagesSource],
  ["_socket", socketSource],
  ["_sockpit.polling", pollingSource],
  ["_sockpit.epoll", epollSource],
  ["select", selectSource],
  ["_sockpit.fd_calls", fdCallsSource],
  ["_sockpit.fd_files", fdFilesSource],
  ["_sockpit.standard_library", standardLibrarySource],
  ["_sockpit.event_loops", eventLoopsSource],
  ["_sockpit.failures", failuresSource],
  ["_sockpit.runner", runnerSource],
];
