import { z } from "zod";
import { describeControl } from "../describe.js";
import { Pid } from "../values/lab.js";
import { TlsContextId, TlsContextSettings, TlsFailure } from "../values/tls.js";

export const configureTlsContext = describeControl({
  summary: "Change a TLS context for sessions that are made afterwards.",
  params: z.strictObject({
    pid: Pid,
    context: TlsContextId,
    settings: TlsContextSettings.describe("What changes."),
  }),
  result: z.strictObject({ failure: TlsFailure.optional() }),
});
