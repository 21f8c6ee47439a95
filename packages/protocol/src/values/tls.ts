import { z } from "zod";
import { limits } from "../limits.js";
import { Data } from "./data.js";

export const TlsContextId = z.int().min(1).describe("A TLS context's number, which `makeTlsContext` gave.");
export const TlsSessionId = z.int().min(1).describe("A TLS session's number, which `makeTlsSession` gave.");

const ServerName = z.string().min(1).max(limits.tlsNameLength);
const Version = z.int().min(0).max(0xffff);
const Bits = z.int().min(0).max(Number.MAX_SAFE_INTEGER);
const List = z.string().max(limits.tlsListLength);
export const Pem = Data.refine((bytes) => bytes.length <= limits.tlsFileBytes, {
  error: `must have at most ${limits.tlsFileBytes} bytes`,
});

export const TlsContextSettings = z.strictObject({
  minVersion: Version.optional().describe(
    "The lowest version, by its number on the wire: 0x0303 for TLS 1.2. 0: the lowest there is.",
  ),
  maxVersion: Version.optional().describe("The highest version; 0: the highest there is."),
  options: Bits.optional().describe("All options: SSL_CTX_set_options(3)."),
  verifyMode: z
    .int()
    .min(0)
    .max(15)
    .optional()
    .describe("Whether the peer's certificate is asked for and checked: SSL_CTX_set_verify(3)."),
  verifyFlags: z
    .int()
    .min(0)
    .max(0xffff_ffff)
    .optional()
    .describe("How it is checked: X509_VERIFY_PARAM_set_flags(3)."),
  hostFlags: z
    .int()
    .min(0)
    .max(0xff)
    .optional()
    .describe("How its name is compared: X509_VERIFY_PARAM_set_hostflags(3)."),
  ciphers: List.optional().describe("Ciphers up to TLS 1.2: openssl-ciphers(1)."),
  cipherSuites: List.optional().describe("Ciphers of TLS 1.3, separated by colons."),
  groups: List.optional().describe("Groups of the key exchange, separated by colons."),
  alpn: z
    .array(z.string().min(1).max(255))
    .max(limits.tlsProtocols)
    .optional()
    .describe("Protocols that run over TLS, the best first: RFC 7301."),
  tickets: z
    .int()
    .min(0)
    .max(limits.tlsTickets)
    .optional()
    .describe("Tickets that a server sends after each handshake of TLS 1.3."),
  postHandshakeAuth: z
    .boolean()
    .optional()
    .describe("A client shows its certificate after the handshake, too: RFC 8446 §4.6.2."),
  asksForContext: z
    .boolean()
    .optional()
    .describe("A server's handshake pauses, once the name that the client asks for is known."),
  logsKeys: z.boolean().optional().describe("Steps give lines for a key log file: RFC 9850."),
  certificateChain: Pem.optional().describe(
    "The certificate that is shown to peers as PEM, then those up to its authority.",
  ),
  privateKey: Pem.optional().describe("Its private key as PEM."),
  password: z
    .string()
    .max(limits.tlsPasswordLength)
    .optional()
    .describe("What the private key is encrypted with."),
  trusted: z
    .strictObject({
      data: Pem.describe("The certificates."),
      form: z
        .enum(["file", "pem", "der"])
        .describe("`file`: PEM, read as a file of authorities. `pem`, `der`: as Python's `cadata`."),
    })
    .optional()
    .describe("Further certificates that are trusted."),
});

export const TlsFailure = z
  .strictObject({
    library: z.string().optional().describe("The part of OpenSSL that found it: `SSL`, `X509`."),
    reason: z.string().optional().describe("Its name of the reason: `WRONG_VERSION_NUMBER`."),
    text: z.string().describe("The reason in words."),
    verification: z
      .strictObject({
        code: z.int().describe("X509_STORE_CTX_get_error(3)'s number."),
        text: z.string().describe("The same in words."),
      })
      .optional()
      .describe("Why the peer's certificate was refused."),
  })
  .describe("What OpenSSL says of a failure.");

export const TlsCipher = z.strictObject({
  name: z.string().describe("As `TLS_AES_256_GCM_SHA384`."),
  protocol: z.string().describe("The version that brought it: `TLSv1.3`."),
  bits: z.int().describe("Secret bits of its key."),
});

const NamePart = z.tuple([
  z.string().describe("What it is: `commonName`, `DNS`."),
  z.string().describe("Its text."),
]);

export const TlsCertificate = z
  .strictObject({
    der: Data.describe("The certificate in DER."),
    version: z.int().describe("Its version, 3 as a rule."),
    subject: z.array(z.array(NamePart)).describe("Whom it names: sets of attributes, of one each as a rule."),
    issuer: z.array(z.array(NamePart)).describe("Who signed it."),
    serialNumber: z.string().describe("Hexadecimal."),
    notBefore: z.string().describe("When it begins to be valid: `Jan  5 09:34:43 2018 GMT`."),
    notAfter: z.string().describe("When it expires."),
    subjectAltName: z.array(NamePart).describe("The names that it is valid for."),
  })
  .describe("A certificate: RFC 5280.");

export const TlsSessionSettings = z.strictObject({
  isServer: z.boolean().describe("Whether it answers the handshake."),
  serverName: ServerName.optional().describe("A client's: the host name (SNI) or address that it wants."),
  isServerNameAddress: z.boolean().default(false).describe("Whether `serverName` is an IP address."),
  checksName: z.boolean().default(false).describe("The peer's certificate has to be valid for `serverName`."),
});

export const TlsResumption = z
  .strictObject({
    pem: Data.describe("The session with its secrets, as `openssl s_client -sess_out` writes it."),
    id: Data.describe("Its id: SSL_SESSION_get_id(3)."),
    madeSeconds: z.int().describe("When it was made: seconds since 1970."),
    timeoutSeconds: z.int().describe("For how many seconds it is good."),
    hasTicket: z.boolean().describe("Whether the server gave a ticket for it."),
    ticketLifetimeSeconds: z.int().describe("For how many seconds the server says that the ticket is good."),
  })
  .describe("What a later session could go on with.");

export const TlsOperation = z
  .enum(["handshake", "read", "write", "shutdown", "verifyClient"])
  .describe(
    "SSL_do_handshake(3), SSL_read(3), SSL_write(3), SSL_shutdown(3), SSL_verify_client_post_handshake(3).",
  );

export const TlsOutcome = z
  .enum(["done", "wantsInput", "closed", "asksForContext", "cutOff", "failed"])
  .describe(
    "`wantsInput`: again, with more from the peer. `closed`: by the peer's close_notify. `cutOff`: the peer sent no close_notify.",
  );
