import { z } from "zod";

/** What a TLS record holds, or a message of a handshake in one: RFC 8446 §4 and §5, RFC 5246 §7. */
export const TlsRecordName = z.enum([
  "ClientHello",
  "ServerHello",
  "HelloRetryRequest",
  "HelloRequest",
  "EncryptedExtensions",
  "Certificate",
  "CertificateStatus",
  "CertificateRequest",
  "CertificateVerify",
  "ServerKeyExchange",
  "ServerHelloDone",
  "ClientKeyExchange",
  "NewSessionTicket",
  "Finished",
  "Handshake",
  "EncryptedHandshake",
  "ChangeCipherSpec",
  "Alert",
  "EncryptedAlert",
  "ApplicationData",
]);
export type TlsRecordName = z.infer<typeof TlsRecordName>;

const TlsRecord = z.strictObject({
  name: TlsRecordName.describe(
    "`Handshake` is a message with another number; of TLS 1.3, `ApplicationData` is all that is encrypted, most of the handshake included.",
  ),
  bytes: z
    .int()
    .describe("Bytes of it in all its segments: of a message with its header, of a record without."),
  isContinued: z.literal(true).optional().describe("It began in an earlier segment."),
  count: z.int().optional().describe("So many follow each other; `bytes` counts all."),
  version: z.string().optional().describe("The newest version that a client offers, or the one chosen."),
  cipher: z.string().optional().describe("The cipher suite that a server has chosen."),
  serverName: z.string().optional().describe("The name that a client asks for (SNI): RFC 6066 §3."),
  protocols: z
    .array(z.string())
    .optional()
    .describe("The protocols (ALPN) that a client offers, or the one chosen: RFC 7301."),
  alert: z
    .strictObject({
      level: z.enum(["warning", "fatal"]).describe("After a fatal one nothing more is sent."),
      description: z.string().describe("Its name, as `unknown_ca`; its number where the RFC has none."),
    })
    .optional()
    .describe("An alert that can be read: RFC 8446 §6."),
});
export type TlsRecord = z.infer<typeof TlsRecord>;

export const TlsPart = z.strictObject({
  records: z.array(TlsRecord).describe("Those that begin in the segment or go on in it, in order."),
  more: z.int().optional().describe("How many more begin in it than are listed."),
});
