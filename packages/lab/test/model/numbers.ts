import type { MessageFlag, PollEvent } from "@sockpit/protocol";

/** Linux's numbers, as Python has them too: recv(2). */
export const messageFlags = {
  MSG_OOB: 0x1,
  MSG_PEEK: 0x2,
  MSG_TRUNC: 0x20,
  MSG_DONTWAIT: 0x40,
  MSG_WAITALL: 0x100,
} as const satisfies Partial<Record<MessageFlag, number>>;

/** poll(2). */
export const pollEvents = {
  POLLIN: 0x1,
  POLLPRI: 0x2,
  POLLOUT: 0x4,
  POLLERR: 0x8,
  POLLHUP: 0x10,
  POLLNVAL: 0x20,
  POLLRDHUP: 0x2000,
} as const satisfies Partial<Record<PollEvent, number>>;

export function namesOf<N extends string>(table: Readonly<Record<N, number>>, bits: number): N[] {
  return (Object.keys(table) as N[]).filter((name) => (bits & table[name]) !== 0);
}

export function bitsOf(table: Readonly<Record<string, number>>, names: readonly string[]): number {
  return names.reduce((bits, name) => bits | (table[name] ?? 0), 0);
}
