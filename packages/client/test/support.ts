import { type CallError, CallFailure } from "@sockpit/protocol";

/** The error that a call fails with. */
export async function failureOf(call: Promise<unknown>): Promise<CallError> {
  try {
    await call;
  } catch (error) {
    if (error instanceof CallFailure) return error.error;
    throw error;
  }
  throw new Error("the call succeeded");
}
