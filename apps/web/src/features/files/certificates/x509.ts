import { bytesFromBase64 } from "@sockpit/protocol";
import {
  bitString,
  bytesTagged,
  type Der,
  integer,
  isTrue,
  objectIdentifier,
  octetString,
  sequence,
  set,
  tagged,
  time,
  utf8String,
} from "./der.js";
import type { SubjectName } from "./subject-names.js";

/** RFC 5480, RFC 5758, RFC 5280. */
const oids = {
  ecdsaWithSha256: "1.2.840.10045.4.3.2",
  commonName: "2.5.4.3",
  subjectKeyIdentifier: "2.5.29.14",
  keyUsage: "2.5.29.15",
  subjectAltName: "2.5.29.17",
  basicConstraints: "2.5.29.19",
  authorityKeyIdentifier: "2.5.29.35",
  extendedKeyUsage: "2.5.29.37",
  serverAuth: "1.3.6.1.5.5.7.3.1",
  clientAuth: "1.3.6.1.5.5.7.3.2",
} as const;

/** The curve that everything speaks. */
export const keyAlgorithm = { name: "ECDSA", namedCurve: "P-256" } as const;
const signing = { name: "ECDSA", hash: "SHA-256" } as const;

const SERIAL_BYTES = 16;
const KEY_IDENTIFIER_BYTES = 20;
const MAX_COMMON_NAME_LENGTH = 64;

/** General names: RFC 5280 §4.2.1.6. */
const DNS_NAME = 2;
const IP_ADDRESS = 7;

/** A certificate's public key, with the private key that signs for it. */
export interface Signer {
  readonly name: string;
  readonly publicKey: CryptoKey;
  readonly privateKey: CryptoKey;
}

export interface CertificateFacts {
  readonly name: string;
  readonly publicKey: CryptoKey;
  readonly validFrom: Date;
  readonly validTo: Date;
  /** What a server's certificate is valid for; null for an authority's. */
  readonly subjectNames: readonly SubjectName[] | null;
}

/** A certificate of version 3, signed with ECDSA, with what OpenSSL's strict checks ask for: RFC 5280 §4. */
export async function makeCertificate(facts: CertificateFacts, signer: Signer): Promise<Der> {
  const { name, publicKey, validFrom, validTo, subjectNames } = facts;
  const algorithm = sequence(objectIdentifier(oids.ecdsaWithSha256));
  const serial = crypto.getRandomValues(new Uint8Array(SERIAL_BYTES));
  const isSelfSigned = signer.publicKey === publicKey;
  const extensions = [
    extension(oids.basicConstraints, sequence(...(subjectNames === null ? [isTrue()] : [])), true),
    subjectNames === null
      ? extension(oids.keyUsage, usages({ keyCertSign: 5, crlSign: 6 }), true)
      : extension(oids.keyUsage, usages({ digitalSignature: 0 }), true),
    extension(oids.subjectKeyIdentifier, octetString(await keyIdentifier(publicKey))),
    ...(isSelfSigned
      ? []
      : [
          extension(
            oids.authorityKeyIdentifier,
            sequence(bytesTagged(0, await keyIdentifier(signer.publicKey))),
          ),
        ]),
    ...(subjectNames === null ? [] : forServers(subjectNames)),
  ];
  const toBeSigned = sequence(
    tagged(0, integer(Uint8Array.of(2))),
    integer(serial),
    algorithm,
    distinguishedName(signer.name),
    sequence(time(validFrom), time(validTo)),
    distinguishedName(name),
    new Uint8Array(await crypto.subtle.exportKey("spki", publicKey)),
    tagged(3, sequence(...extensions)),
  );
  const signature = new Uint8Array(await crypto.subtle.sign(signing, signer.privateKey, toBeSigned));
  const half = signature.length / 2;
  const pair = sequence(integer(signature.subarray(0, half)), integer(signature.subarray(half)));
  return sequence(toBeSigned, algorithm, bitString(pair));
}

function forServers(names: readonly SubjectName[]): Der[] {
  const general = names.map((name) =>
    name.kind === "host"
      ? bytesTagged(DNS_NAME, new TextEncoder().encode(name.name))
      : bytesTagged(IP_ADDRESS, name.bytes),
  );
  const purposes = sequence(objectIdentifier(oids.serverAuth), objectIdentifier(oids.clientAuth));
  return [extension(oids.extendedKeyUsage, purposes), extension(oids.subjectAltName, sequence(...general))];
}

function distinguishedName(commonName: string): Der {
  const cut = utf8String(commonName.slice(0, MAX_COMMON_NAME_LENGTH));
  return sequence(set(sequence(objectIdentifier(oids.commonName), cut)));
}

function extension(oid: string, content: Uint8Array, isCritical = false): Der {
  return sequence(objectIdentifier(oid), ...(isCritical ? [isTrue()] : []), octetString(content));
}

/** Bits by their numbers, 0 the highest: RFC 5280 §4.2.1.3. */
function usages(bits: Readonly<Record<string, number>>): Der {
  const numbers = Object.values(bits);
  const byte = numbers.reduce((sum, number) => sum | (0x80 >> number), 0);
  return bitString(Uint8Array.of(byte), 7 - Math.max(...numbers));
}

/** The leftmost bytes of the key's hash: RFC 7093 §2. */
async function keyIdentifier(key: CryptoKey): Promise<Uint8Array<ArrayBuffer>> {
  const point = await crypto.subtle.exportKey("raw", key);
  return new Uint8Array(await crypto.subtle.digest("SHA-256", point)).subarray(0, KEY_IDENTIFIER_BYTES);
}

/** RFC 7468. */
export function pem(kind: "CERTIFICATE" | "PRIVATE KEY", der: Uint8Array): string {
  const base64 = btoa(String.fromCharCode(...der));
  const lines = base64.match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${kind}-----\n${lines.join("\n")}\n-----END ${kind}-----\n`;
}

/** The first block of this kind in a PEM file; undefined where there is none that can be read. */
export function unPem(kind: "CERTIFICATE" | "PRIVATE KEY", text: string): Der | undefined {
  const found = new RegExp(`-----BEGIN ${kind}-----([A-Za-z0-9+/=\\s]+)-----END ${kind}-----`).exec(text);
  if (found === null) return undefined;
  try {
    return bytesFromBase64((found[1] ?? "").replace(/\s/g, ""));
  } catch {
    return undefined;
  }
}
