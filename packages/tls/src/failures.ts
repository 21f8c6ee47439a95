import {
  ERR_LIB_MASK,
  ERR_LIB_OFFSET,
  ERR_LIB_PEM,
  ERR_REASON_MASK,
  ERR_RFLAG_COMMON,
  PEM_R_NO_START_LINE,
} from "./openssl/constants.js";
import { ERR_clear_error, ERR_peek_last_error, ERR_reason_error_string } from "./openssl/functions.js";

/** What OpenSSL says of a failure: its newest error, ERR_peek_last_error(3). */
export interface TlsFailure {
  /** The part of OpenSSL that found it: `SSL`, `X509`, `PEM`. Absent where it said nothing. */
  library?: string;
  /** The name of the reason, as in its headers without their prefix: `WRONG_VERSION_NUMBER`. Absent for general reasons. */
  reason?: string;
  /** The reason in words: `wrong version number`. */
  text: string;
  /** The peer's certificate was not accepted: why, as X509_STORE_CTX_get_error(3). */
  verification?: { code: number; text: string };
}

/** An operation that failed for a reason of TLS or of what it was given. */
export class TlsError extends Error {
  readonly failure: TlsFailure;

  constructor(failure: TlsFailure) {
    super(failure.text);
    this.name = "TlsError";
    this.failure = failure;
  }
}

/** Names of the libraries, by ERR_GET_LIB's numbers: err.h. */
const libraries: ReadonlyMap<number, string> = new Map([
  [2, "SYS"],
  [3, "BN"],
  [4, "RSA"],
  [5, "DH"],
  [6, "EVP"],
  [8, "OBJ"],
  [9, "PEM"],
  [10, "DSA"],
  [11, "X509"],
  [13, "ASN1"],
  [14, "CONF"],
  [15, "CRYPTO"],
  [16, "EC"],
  [20, "SSL"],
  [32, "BIO"],
  [33, "PKCS7"],
  [34, "X509V3"],
  [35, "PKCS12"],
  [36, "RAND"],
  [42, "UI"],
  [57, "PROV"],
  [60, "OSSL_DECODER"],
]);

/** The newest error; undefined where OpenSSL reported none. */
export function lastFailure(): TlsFailure | undefined {
  const code = Number(ERR_peek_last_error());
  if (code === 0) return undefined;
  const { library, reason } = partsOf(code);
  const name = libraries.get(library);
  const text = ERR_reason_error_string(code) ?? `unknown error (0x${code.toString(16)})`;
  return {
    ...(name === undefined ? {} : { library: name }),
    ...((reason & ERR_RFLAG_COMMON) === 0 ? { reason: nameOf(text) } : {}),
    text,
  };
}

/** Throws the newest error. */
export function fail(otherwise: string): never {
  throw new TlsError(lastFailure() ?? { text: otherwise });
}

/** Fails where the result is not 1; what was reported before is forgotten. */
export function succeeded(invoke: () => number): void {
  ERR_clear_error();
  if (invoke() !== 1) fail("OpenSSL refused it");
}

/** Whether the newest error says that no further PEM block follows. */
export function isEndOfPem(): boolean {
  const { library, reason } = partsOf(Number(ERR_peek_last_error()));
  return library === ERR_LIB_PEM && reason === PEM_R_NO_START_LINE;
}

function partsOf(code: number): { library: number; reason: number } {
  return { library: (code >>> ERR_LIB_OFFSET) & ERR_LIB_MASK, reason: code & ERR_REASON_MASK };
}

/**
 * OpenSSL's texts are its names in lower case. Since 3.2 the alerts' say `ssl/tls` where names say `SSLV3`.
 */
function nameOf(text: string): string {
  return text
    .replace(/^ssl\/tls /, "sslv3 ")
    .replace(/[^A-Za-z0-9]+/g, "_")
    .toUpperCase();
}
