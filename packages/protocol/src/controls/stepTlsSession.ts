import { z } from "zod";
import { describeControl } from "../describe.js";
import { limits } from "../limits.js";
import { Data } from "../values/data.js";
import { Pid } from "../values/lab.js";
import { Pem, TlsContextId, TlsFailure, TlsOperation, TlsOutcome, TlsSessionId } from "../values/tls.js";

const Bytes = Data.refine((bytes) => bytes.length <= limits.tlsStepBytes, {
  error: `must have at most ${limits.tlsStepBytes} bytes`,
});

export const stepTlsSession = describeControl({
  summary:
    "Hand a TLS session what came from its peer, and go on with a handshake, reading, writing or closing.",
  params: z.strictObject({
    pid: Pid,
    session: TlsSessionId,
    operation: TlsOperation,
    received: Bytes.optional().describe("What came from the peer since the last step."),
    isInputOver: z.boolean().default(false).describe("The peer has closed its side."),
    data: Bytes.optional().describe("`write`: what to encrypt."),
    maxBytes: z
      .int()
      .min(1)
      .default(limits.tlsStepBytes)
      .describe("`read`: how many bytes at most; one record has 16 KiB at most."),
    resume: Pem.optional().describe(
      "Before a client's handshake: the earlier session to go on with, as `describeTlsSession` gave it.",
    ),
    choice: z
      .strictObject({
        context: TlsContextId.optional().describe("The context that it goes on with."),
        alert: z.int().min(0).max(255).optional().describe("The alert that ends the handshake: RFC 8446 §6."),
      })
      .optional()
      .describe("The answer to `asksForContext`."),
  }),
  result: z.strictObject({
    outcome: TlsOutcome,
    failure: TlsFailure.optional(),
    send: Data.optional().describe("What is to be sent to the peer, also after a failure."),
    data: Data.optional().describe("`read`: what was decrypted."),
    pendingBytes: z.int().describe("Decrypted bytes that wait to be read."),
    unreadBytes: z.int().describe("Received bytes that wait to be decrypted."),
    serverName: z.string().optional().describe("`asksForContext`: the name that the client asks for."),
    keyLog: z.array(z.string()).optional().describe("Lines for a key log file."),
  }),
});
