import { z } from "zod";
import { describeControl } from "../describe.js";
import { Data } from "../values/data.js";
import { Pid } from "../values/lab.js";
import { TlsCertificate, TlsCipher, TlsResumption, TlsSessionId } from "../values/tls.js";

const Chain = z.array(Data);

export const describeTlsSession = describeControl({
  summary: "What a TLS session has agreed on, and who its peer is.",
  params: z.strictObject({
    pid: Pid,
    session: TlsSessionId,
    withResumption: z.boolean().default(false).describe("Whether to give `resumption`, which holds secrets."),
  }),
  result: z.strictObject({
    version: z.string().describe("As `TLSv1.3`."),
    isEstablished: z.boolean().describe("Whether the handshake is over."),
    isResumed: z.boolean().describe("Whether it goes on with an earlier session's secrets."),
    cipher: TlsCipher.nullable().describe("Null before it is agreed on."),
    alpn: z.string().nullable().describe("The protocol that was chosen by ALPN."),
    sharedCiphers: z
      .array(TlsCipher)
      .nullable()
      .describe("A server's: ciphers that the client offered and it has too."),
    certificate: TlsCertificate.nullable().describe("The peer's certificate."),
    sentChain: Chain.describe("The certificates that the peer sent, in DER."),
    verifiedChain: Chain.describe("Those that lead from it to a trusted one, in DER."),
    resumption: TlsResumption.nullable()
      .optional()
      .describe(
        "What a later session could go on with; null before the handshake. With TLS 1.3, from the ticket on.",
      ),
    firstFinished: Data.describe("The first Finished message: channel binding `tls-unique`, RFC 5929."),
  }),
});
