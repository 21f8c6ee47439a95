/**
 * A message of more bytes is parsed in a thread of its own: of so many, JSON takes the one that serves all labs 0.3 ms, or 0.6
 * where it is Chinese. A body of more comes to a lab host over a channel of its own.
 */
export const LARGE_MESSAGE_BYTES = 128 * 1024;

/**
 * How many times its size a large message takes at most: its bytes, their text and what is made of it while it is parsed; a body,
 * before that, its bytes in both processes.
 */
export const PARSING_FACTOR = 3;
