import type { TlsRecordName } from "@sockpit/protocol";
import type { PacketEvent } from "./entry.js";

type TlsRecord = NonNullable<PacketEvent["tls"]>["records"][number];

/** A TLS record in few words. */
export interface TlsWords {
  record: TlsRecordName;
  /** `ClientHello`, `Application Data ×4`; `…Certificate` for one that began in an earlier segment. */
  name: string;
  /** `SNI localhost, TLS 1.3`; empty where it can be read, or says nothing. */
  says: string;
  bytes: number;
}

/** The records that a packet carries. */
export function tlsWords({ tls }: PacketEvent): readonly TlsWords[] {
  return tls === undefined ? [] : tls.records.map(wordsOf);
}

function wordsOf(record: TlsRecord): TlsWords {
  const { name, bytes, count, isContinued } = record;
  const times = count === undefined ? "" : ` ×${count}`;
  const spaced = name.replace(/^(Application|Encrypted)/, "$1 ");
  return {
    record: name,
    name: `${isContinued === undefined ? "" : "…"}${spaced}${times}`,
    says: saysOf(record),
    bytes,
  };
}

function saysOf({ alert, serverName, version, cipher, protocols }: TlsRecord): string {
  if (alert !== undefined) return `${alert.level}: ${alert.description}`;
  return [
    ...(serverName === undefined ? [] : [`SNI ${serverName}`]),
    ...(version === undefined ? [] : [version]),
    ...(cipher === undefined ? [] : [cipher]),
    ...(protocols === undefined ? [] : [`ALPN ${protocols.join(" ")}`]),
  ].join(", ");
}
