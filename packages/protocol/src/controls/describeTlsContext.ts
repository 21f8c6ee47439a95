import { z } from "zod";
import { describeControl } from "../describe.js";
import { Pid } from "../values/lab.js";
import { TlsCertificate, TlsCipher, TlsContextId } from "../values/tls.js";

export const describeTlsContext = describeControl({
  summary: "What a TLS context has come to: its ciphers, and the certificates that it trusts.",
  params: z.strictObject({ pid: Pid, context: TlsContextId }),
  result: z.strictObject({
    ciphers: z.array(TlsCipher).describe("Ciphers, the best first."),
    trusted: z
      .array(
        z.strictObject({
          certificate: TlsCertificate,
          isAuthority: z.boolean().describe("Whether it may sign others."),
        }),
      )
      .describe("Certificates that it trusts."),
  }),
});
