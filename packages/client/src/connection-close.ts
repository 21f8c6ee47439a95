import { type CloseKind, closeCodes, type ErrorCode } from "@sockpit/protocol";

/** How a connection ended: RFC 6455's code and reason, and what they mean here. */
export interface ConnectionClose {
  code: number;
  reason: string;
  kind: CloseKind;
  /** What calls fail with that were under way. */
  error: ErrorCode;
}

type Known = Pick<ConnectionClose, "kind" | "error">;

const known: ReadonlyMap<number, Known> = new Map(
  Object.values(closeCodes).map(({ code, kind, error }) => [code, { kind, error }]),
);

const unknown: Known = { kind: "refused", error: "connection_lost" };

/** Reads a close code for what it means here; one that the table does not have is a refusal. */
export function describeClose(code: number, reason: string): ConnectionClose {
  return { code, reason, ...(known.get(code) ?? unknown) };
}
