import { type CloseKind, closeCodes } from "@sockpit/protocol";

/** How a connection ended: RFC 6455's code and reason, and what they mean here. */
export interface ConnectionClose {
  code: number;
  reason: string;
  kind: CloseKind;
}

const kinds: ReadonlyMap<number, CloseKind> = new Map(
  Object.values(closeCodes).map(({ code, kind }) => [code, kind]),
);

/** Reads a close code for what it means here; one that the table does not have is a refusal. */
export function describeClose(code: number, reason: string): ConnectionClose {
  return { code, reason, kind: kinds.get(code) ?? "refused" };
}
