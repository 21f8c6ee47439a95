import { z } from "zod";
import { describeControl } from "../describe.js";
import { Pid } from "../values/lab.js";
import { TlsContextId, TlsFailure, TlsSessionId, TlsSessionSettings } from "../values/tls.js";

export const makeTlsSession = describeControl({
  summary:
    "Make a TLS session of a process: one connection, whose bytes the process carries itself. Ends with it.",
  params: z.strictObject({
    pid: Pid,
    context: TlsContextId,
    settings: TlsSessionSettings.describe("Its side and its peer."),
  }),
  result: z.strictObject({ session: TlsSessionId.optional(), failure: TlsFailure.optional() }),
});
