import { membersOf } from "./certificate.js";
import { SSL_CIPHER_get_bits, SSL_CIPHER_get_name, SSL_CIPHER_get_version } from "./openssl/functions.js";
import { NULL, type Pointer } from "./openssl/library.js";

/** A cipher suite. */
export interface Cipher {
  /** As `TLS_AES_256_GCM_SHA384`. */
  name: string;
  /** The version that brought it: `TLSv1.3`. */
  protocol: string;
  /** Secret bits of its key. */
  bits: number;
}

export function describeCipher(cipher: Pointer): Cipher {
  return {
    name: SSL_CIPHER_get_name(cipher) ?? "",
    protocol: SSL_CIPHER_get_version(cipher) ?? "",
    bits: SSL_CIPHER_get_bits(cipher, NULL),
  };
}

export function describeCiphers(stack: Pointer): Cipher[] {
  return [...membersOf(stack)].map(describeCipher);
}
