/** What a TLS record holds, or a message of a handshake in one: RFC 8446 §4 and §5, RFC 5246 §7. */
export const tlsRecordNames = [
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
] as const;
export type TlsRecordName = (typeof tlsRecordNames)[number];

export interface TlsAlert {
  readonly level: "warning" | "fatal";
  /** As RFC 8446 §6 names it: `unknown_ca`; its number where it has no name there. */
  readonly description: string;
}

/** What a hello says that a person wants to know. */
export interface TlsHello {
  /** The newest that a client offers, the one that a server has chosen. */
  readonly version?: string;
  /** The one that a server has chosen. */
  readonly cipher?: string;
  /** The name that a client asks for: RFC 6066 §3. */
  readonly serverName?: string;
  /** What a client offers to speak, or what a server has chosen: RFC 7301. */
  readonly protocols?: readonly string[];
}

/** A record, or a message of a handshake that can be read, as far as one segment has it. */
export interface TlsRecord extends TlsHello {
  readonly name: TlsRecordName;
  /** Bytes of it, also of what other segments carry: of a message with its header, of a record without. */
  readonly bytes: number;
  /** It began in an earlier segment. */
  readonly isContinued?: true;
  /** So many like it follow each other; `bytes` counts all. */
  readonly count?: number;
  readonly alert?: TlsAlert;
}

/** What a segment carries of TLS, in order. */
export interface TlsSegment {
  readonly records: readonly TlsRecord[];
  /** So many more records than those begin in it. */
  readonly more?: number;
}
