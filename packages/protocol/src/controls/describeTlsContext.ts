import { z } from "zod";
import { describeControl } from "../describe.js";
import { Pid } from "../values/lab.js";
import { TlsCertificate, TlsCipher, TlsContextId } from "../values/tls.js";

const Count = (description: string) => z.int().nonnegative().describe(description);

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
    statistics: z
      .strictObject({
        number: Count("Sessions in the cache of a server."),
        connect: Count("Handshakes that clients have begun."),
        connectGood: Count("Handshakes of clients that were completed."),
        connectRenegotiate: Count("Handshakes that clients have begun anew."),
        accept: Count("Handshakes that servers have begun."),
        acceptGood: Count("Handshakes of servers that were completed."),
        acceptRenegotiate: Count("Handshakes that servers have begun anew."),
        hits: Count("Sessions that were resumed."),
        misses: Count("Sessions that clients asked for and that were not in the cache."),
        timeouts: Count("Sessions that were found and had expired."),
        cacheFull: Count("Sessions that were dropped because the cache was full."),
      })
      .describe("What its sessions have done: SSL_CTX_sess_number(3)."),
  }),
});
