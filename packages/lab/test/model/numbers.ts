import type { MessageFlag } from "@sockpit/protocol";

/** Linux's numbers, as Python has them too: recv(2). */
export const messageFlags = {
  MSG_OOB: 0x1,
  MSG_PEEK: 0x2,
  MSG_TRUNC: 0x20,
  MSG_DONTWAIT: 0x40,
  MSG_WAITALL: 0x100,
} as const satisfies Partial<Record<MessageFlag, number>>;

export function namesOf<N extends string>(table: Readonly<Record<N, number>>, bits: number): N[] {
  return (Object.keys(table) as N[]).filter((name) => (bits & table[name]) !== 0);
}

export function bitsOf(table: Readonly<Record<string, number>>, names: readonly string[]): number {
  return names.reduce((bits, name) => bits | (table[name] ?? 0), 0);
}
