import { codedFailure } from "@sockpit/protocol";
import { SystemError } from "@sockpit/sockets";
import { asCallFailure } from "./call-failure.js";

/** Opens what a lab needs. Where that fails, `release` frees what was opened before. `too_many_descriptors`. */
export function openOrRelease<T>(open: () => T, release: () => void = () => undefined): T {
  try {
    return open();
  } catch (error) {
    release();
    throw isOutOfDescriptors(error)
      ? codedFailure("too_many_descriptors", NO_ROOM_MESSAGE)
      : asCallFailure(error);
  }
}

const NO_ROOM_MESSAGE = "The server has no descriptors left for another lab. Try again later.";

/** The process, or the machine, has no more descriptors. */
export function isOutOfDescriptors(error: unknown): boolean {
  return error instanceof SystemError && (error.errno === "EMFILE" || error.errno === "ENFILE");
}
