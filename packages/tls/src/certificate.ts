import {
  ASN1_STRFLGS_UTF8_CONVERT,
  NID_OBJECT_TEXT_BYTES,
  NID_subject_alt_name,
} from "./openssl/constants.js";
import {
  ASN1_STRING_print_ex,
  ASN1_TIME_print,
  GENERAL_NAME_print,
  GENERAL_NAMES_free,
  i2a_ASN1_INTEGER,
  i2d_X509_bio,
  OBJ_obj2txt,
  OPENSSL_sk_num,
  OPENSSL_sk_value,
  X509_get_ext_d2i,
  X509_get_issuer_name,
  X509_get_serialNumber,
  X509_get_subject_name,
  X509_get_version,
  X509_get0_notAfter,
  X509_get0_notBefore,
  X509_NAME_ENTRY_get_data,
  X509_NAME_ENTRY_get_object,
  X509_NAME_ENTRY_set,
  X509_NAME_entry_count,
  X509_NAME_get_entry,
} from "./openssl/functions.js";
import { NULL, type Pointer } from "./openssl/library.js";
import { printed, withBio } from "./openssl/memory-bio.js";

/** Attributes of a name: what it is, by OpenSSL's long name (`commonName`), and its text. */
export type NamePart = [attribute: string, text: string];

/** A certificate (RFC 5280), in words. */
export interface Certificate {
  der: Uint8Array<ArrayBuffer>;
  version: number;
  /** Each part of the name is a set of attributes, of one as a rule. */
  subject: NamePart[][];
  issuer: NamePart[][];
  /** Hexadecimal, in upper case. */
  serialNumber: string;
  /** As `Jan  5 09:34:43 2018 GMT`. */
  notBefore: string;
  notAfter: string;
  /** Kind and text: `["DNS", "localhost"]`, `["IP Address", "127.0.0.1"]`. */
  subjectAltName: NamePart[];
}

/** Describes an X509 of OpenSSL's. */
export function describeCertificate(certificate: Pointer): Certificate {
  return {
    der: derOf(certificate),
    version: X509_get_version(certificate) + 1,
    subject: nameParts(X509_get_subject_name(certificate)),
    issuer: nameParts(X509_get_issuer_name(certificate)),
    serialNumber: printed((bio) => i2a_ASN1_INTEGER(bio, X509_get_serialNumber(certificate))),
    notBefore: printed((bio) => ASN1_TIME_print(bio, X509_get0_notBefore(certificate))),
    notAfter: printed((bio) => ASN1_TIME_print(bio, X509_get0_notAfter(certificate))),
    subjectAltName: alternativeNames(certificate),
  };
}

/** An X509 as it travels. */
export function derOf(certificate: Pointer): Uint8Array<ArrayBuffer> {
  return withBio(new Uint8Array(), (bio) => {
    i2d_X509_bio(bio.pointer, certificate);
    return bio.readAll();
  });
}

/** The members of a STACK_OF. */
export function* membersOf(stack: Pointer): Generator<Pointer> {
  const count = stack === NULL ? 0 : OPENSSL_sk_num(stack);
  for (let index = 0; index < count; index += 1) yield OPENSSL_sk_value(stack, index);
}

function nameParts(name: Pointer): NamePart[][] {
  const parts: NamePart[][] = [];
  let lastSet = -1;
  for (let index = 0; index < X509_NAME_entry_count(name); index += 1) {
    const entry = X509_NAME_get_entry(name, index);
    const set = X509_NAME_ENTRY_set(entry);
    if (set !== lastSet) parts.push([]);
    lastSet = set;
    const text = X509_NAME_ENTRY_get_data(entry);
    parts
      .at(-1)
      ?.push([
        objectName(X509_NAME_ENTRY_get_object(entry)),
        printed((bio) => ASN1_STRING_print_ex(bio, text, ASN1_STRFLGS_UTF8_CONVERT)),
      ]);
  }
  return parts;
}

function objectName(object: Pointer): string {
  const text = new Uint8Array(NID_OBJECT_TEXT_BYTES);
  const length = OBJ_obj2txt(text, text.length, object, 0);
  return Buffer.from(text.subarray(0, Math.max(0, Math.min(length, text.length - 1)))).toString();
}

function alternativeNames(certificate: Pointer): NamePart[] {
  const names = X509_get_ext_d2i(certificate, NID_subject_alt_name, NULL, NULL);
  if (names === NULL) return [];
  try {
    return [...membersOf(names)].map((name) => {
      const text = printed((bio) => GENERAL_NAME_print(bio, name));
      const colon = text.indexOf(":");
      return [text.slice(0, colon), text.slice(colon + 1)];
    });
  } finally {
    GENERAL_NAMES_free(names);
  }
}
