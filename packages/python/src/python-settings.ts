import {
  ancillaryKinds,
  ancillaryTypes,
  commandNames,
  epollEvents,
  errnoMessage,
  errnoNames,
  errnoNumber,
  limits,
  MessageFlag,
  optionLevels,
  pollEvents,
  SocketType,
  socketOptionNames,
  socketOptions,
  traitsOf,
  WORKING_DIRECTORY,
} from "@sockpit/protocol";
import { FIRST_FILE_FD } from "./file-numbers.js";

/** The signal, Linux's last real-time one, by which Python looks up from computing: see interrupts.ts. */
export const TICK_SIGNAL = 64;

/** What the Python modules take from the protocol, so that it is written once. */
export function pythonSettings(): string {
  return JSON.stringify({
    errnos: errnoNames.map((name) => [name, errnoNumber(name), errnoMessage(name)]),
    values: {
      working_directory: WORKING_DIRECTORY,
      poll_events: pollEvents,
      epoll_events: epollEvents,
      data_bytes: limits.dataBytes,
      lookup_text_length: limits.lookupTextLength,
      lookup_answer_length: limits.lookupAnswerLength,
      lookup_answers: limits.lookupAnswers,
      timeout_seconds: limits.timeoutSeconds,
      tick_signal: TICK_SIGNAL,
      first_file_fd: FIRST_FILE_FD,
      message_flags: MessageFlag.options,
      socket_types: SocketType.options,
      timed_commands: Object.fromEntries(timedCommands()),
      ancillary_items: limits.ancillaryItems,
      ancillary: ancillaryTypes.map((type) => {
        const { level, number, value } = ancillaryKinds[type];
        return [type, level, optionLevels[level], number, value];
      }),
      socket_options: socketOptionNames.map((name) => {
        const { level, number } = socketOptions[name];
        return [name, level, optionLevels[level], number];
      }),
    },
  });
}

/** Commands that take a timeout of their own, and whether they fail or return when it has passed. */
function timedCommands(): [name: string, expiry: string][] {
  return commandNames.flatMap((name) => {
    const { waits } = traitsOf(name);
    return waits?.timeout === undefined ? [] : [[name, waits.expiry]];
  });
}
