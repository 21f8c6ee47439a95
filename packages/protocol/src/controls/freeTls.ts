import { z } from "zod";
import { Nothing } from "../commands/shared.js";
import { describeControl } from "../describe.js";
import { limits } from "../limits.js";
import { Pid } from "../values/lab.js";
import { TlsContextId, TlsSessionId } from "../values/tls.js";

export const freeTls = describeControl({
  summary: "Free TLS contexts and sessions of a process.",
  params: z.strictObject({
    pid: Pid,
    contexts: z.array(TlsContextId).max(limits.tlsContextsPerProcess).default([]).describe("Contexts."),
    sessions: z.array(TlsSessionId).max(limits.tlsSessionsPerProcess).default([]).describe("Sessions."),
  }),
  result: Nothing,
});
