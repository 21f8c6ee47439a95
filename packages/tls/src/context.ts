import { type Certificate, describeCertificate, membersOf } from "./certificate.js";
import { type Cipher, describeCiphers } from "./cipher.js";
import { fail, isEndOfPem, lastFailure, succeeded, TlsError } from "./failures.js";
import { keyIterations } from "./key-iterations.js";
import { callbackPointers } from "./openssl/callbacks.js";
import * as constants from "./openssl/constants.js";
import * as openssl from "./openssl/functions.js";
import { made, NULL, type Pointer } from "./openssl/library.js";
import { type MemoryBio, withBio } from "./openssl/memory-bio.js";

export type Role = "client" | "server" | "either";

/** What a context may be set to, each by itself: the functions of SSL_CTX that are named. */
export interface ContextSettings {
  /** Wire numbers of versions, 0 for the lowest or highest that there is: SSL_CTX_set_min_proto_version(3). */
  minVersion?: number | undefined;
  maxVersion?: number | undefined;
  /** SSL_CTX_set_options(3): all bits. */
  options?: number | undefined;
  /** SSL_CTX_set_verify(3): SSL_VERIFY_NONE and its relatives. */
  verifyMode?: number | undefined;
  /** X509_VERIFY_PARAM_set_flags(3): all bits. */
  verifyFlags?: number | undefined;
  /** X509_VERIFY_PARAM_set_hostflags(3). */
  hostFlags?: number | undefined;
  /** Ciphers up to TLS 1.2: openssl-ciphers(1). */
  ciphers?: string | undefined;
  /** Ciphers of TLS 1.3. */
  cipherSuites?: string | undefined;
  /** Groups of the key exchange: SSL_CTX_set1_groups_list(3). */
  groups?: string | undefined;
  /** ALPN protocols, the best first: RFC 7301. */
  alpn?: readonly string[] | undefined;
  /** Tickets that a server sends after a handshake of TLS 1.3. */
  tickets?: number | undefined;
  postHandshakeAuth?: boolean | undefined;
  /** A server's handshakes pause once the name that the client asks for is known. */
  asksForContext?: boolean | undefined;
  /** Secrets are given out with each step, as lines for an NSS key log file. */
  logsKeys?: boolean | undefined;
}

export interface ContextBounds {
  /** Bits of a private key, each of whose uses takes time that grows with the cube of them. */
  maxKeyBits: number;
  /** Times that the password of an encrypted key is hashed, which takes time in proportion. */
  maxKeyIterations: number;
  /** Certificates that are trusted. */
  maxTrusted: number;
}

/** How often, since the context was made: SSL_CTX_sess_number(3). `number`: sessions that a server's cache has now. */
export interface ContextStatistics {
  number: number;
  connect: number;
  connectGood: number;
  connectRenegotiate: number;
  accept: number;
  acceptGood: number;
  acceptRenegotiate: number;
  hits: number;
  misses: number;
  timeouts: number;
  cacheFull: number;
}

/** Bits of `X509_VERIFY_PARAM` that may be cleared. */
const ALL_VERIFY_FLAGS = 0xffff_ffff;

/** Never prompts: OpenSSL would ask on the terminal for a password that is NULL. */
const NO_PASSWORD = "";

/** Which version, keys, certificates and authorities sessions use: an SSL_CTX. To be freed by hand. */
export class TlsContext {
  readonly pointer: Pointer;
  readonly #bounds: ContextBounds;
  #trusted = 0;
  #alpn: Uint8Array<ArrayBuffer> = new Uint8Array();
  #asksForContext = false;

  constructor(role: Role, bounds: ContextBounds) {
    this.#bounds = bounds;
    const methods = {
      client: openssl.TLS_client_method,
      server: openssl.TLS_server_method,
      either: openssl.TLS_method,
    };
    this.pointer = made(openssl.SSL_CTX_new(methods[role]()));
    const { alpnSelect, clientHello } = callbackPointers();
    openssl.SSL_CTX_set_alpn_select_cb(this.pointer, alpnSelect, NULL);
    openssl.SSL_CTX_set_client_hello_cb(this.pointer, clientHello, NULL);
    const id = Buffer.from("Python");
    openssl.SSL_CTX_set_session_id_context(this.pointer, id, id.length);
    const mode =
      constants.SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER |
      constants.SSL_MODE_AUTO_RETRY |
      constants.SSL_MODE_RELEASE_BUFFERS;
    openssl.SSL_CTX_ctrl(this.pointer, constants.SSL_CTRL_MODE, mode, NULL);
  }

  /** What `alpn` was set to, as ALPN carries it. */
  get alpn(): Uint8Array<ArrayBuffer> {
    return this.#alpn;
  }

  get asksForContext(): boolean {
    return this.#asksForContext;
  }

  /** `TlsError` where OpenSSL refuses one. */
  configure(settings: ContextSettings): void {
    const { pointer } = this;
    const { options, verifyMode, verifyFlags, hostFlags, ciphers, cipherSuites, groups, alpn } = settings;
    this.#setVersion(constants.SSL_CTRL_SET_MIN_PROTO_VERSION, settings.minVersion);
    this.#setVersion(constants.SSL_CTRL_SET_MAX_PROTO_VERSION, settings.maxVersion);
    if (options !== undefined) {
      openssl.SSL_CTX_clear_options(pointer, openssl.SSL_CTX_get_options(pointer));
      openssl.SSL_CTX_set_options(pointer, options);
    }
    if (verifyMode !== undefined) openssl.SSL_CTX_set_verify(pointer, verifyMode, NULL);
    const verification = openssl.SSL_CTX_get0_param(pointer);
    if (verifyFlags !== undefined) {
      openssl.X509_VERIFY_PARAM_clear_flags(verification, ALL_VERIFY_FLAGS);
      openssl.X509_VERIFY_PARAM_set_flags(verification, verifyFlags);
    }
    if (hostFlags !== undefined) openssl.X509_VERIFY_PARAM_set_hostflags(verification, hostFlags);
    if (ciphers !== undefined) {
      succeeded(() => openssl.SSL_CTX_set_cipher_list(pointer, ciphers));
    }
    if (cipherSuites !== undefined) {
      succeeded(() => openssl.SSL_CTX_set_ciphersuites(pointer, cipherSuites));
    }
    if (groups !== undefined) {
      succeeded(() => openssl.setGroupsList(pointer, constants.SSL_CTRL_SET_GROUPS_LIST, 0, groups));
    }
    if (alpn !== undefined) this.#setAlpn(alpn);
    if (settings.tickets !== undefined) openssl.SSL_CTX_set_num_tickets(pointer, settings.tickets);
    if (settings.postHandshakeAuth !== undefined) {
      openssl.SSL_CTX_set_post_handshake_auth(pointer, Number(settings.postHandshakeAuth));
    }
    if (settings.asksForContext !== undefined) this.#asksForContext = settings.asksForContext;
    if (settings.logsKeys !== undefined) {
      const { keyLog } = callbackPointers();
      openssl.SSL_CTX_set_keylog_callback(pointer, settings.logsKeys ? keyLog : NULL);
    }
  }

  /** The certificate that is shown to peers, and those between it and its authority, as PEM. */
  useCertificateChain(pem: Uint8Array): void {
    withBio(pem, (bio) => {
      openssl.ERR_clear_error();
      const own = readCertificate(bio);
      if (own === NULL) throw pemFailure("SSL");
      freeing(own, () => succeeded(() => openssl.SSL_CTX_use_certificate(this.pointer, own)));
      openssl.SSL_CTX_ctrl(this.pointer, constants.SSL_CTRL_CHAIN, 0, NULL);
      this.#addChain(bio);
    });
  }

  /** The certificate's key as PEM, which must match it. `password`: for one that is encrypted. */
  usePrivateKey(pem: Uint8Array, password: string = NO_PASSWORD): void {
    const { maxKeyBits, maxKeyIterations } = this.#bounds;
    const iterations = keyIterations(pem);
    if (iterations > maxKeyIterations) {
      const asked =
        iterations === Infinity
          ? "how often this one asks for cannot be read"
          : `this one asks for ${iterations}`;
      const text = `a key's password is hashed at most ${maxKeyIterations} times here; ${asked}`;
      throw new TlsError({ library: "SSL", text });
    }
    const key = withBio(pem, (bio) => {
      openssl.ERR_clear_error();
      return openssl.PEM_read_bio_PrivateKey(bio.pointer, NULL, NULL, password);
    });
    if (key === NULL) throw pemFailure("SSL");
    try {
      const bits = openssl.EVP_PKEY_get_bits(key);
      if (bits > maxKeyBits) {
        const text = `a private key has at most ${maxKeyBits} bits here; this one has ${bits}`;
        throw new TlsError({ library: "SSL", text });
      }
      succeeded(() => openssl.SSL_CTX_use_PrivateKey(this.pointer, key));
    } finally {
      openssl.EVP_PKEY_free(key);
    }
    succeeded(() => openssl.SSL_CTX_check_private_key(this.pointer));
  }

  /** Certificates that are trusted. `file`: as SSL_CTX_load_verify_locations(3) reads one; `pem`, `der`: as Python's `cadata`. */
  trust(bytes: Uint8Array, form: "file" | "pem" | "der"): void {
    withBio(bytes, (bio) => {
      openssl.ERR_clear_error();
      let count = 0;
      for (;;) {
        const certificate = form === "der" ? openssl.d2i_X509_bio(bio.pointer, NULL) : readCertificate(bio);
        if (certificate === NULL) break;
        count += 1;
        this.#trusted += 1;
        freeing(certificate, () => {
          const { maxTrusted } = this.#bounds;
          if (this.#trusted > maxTrusted) {
            throw new TlsError({
              library: "X509",
              text: `a context trusts at most ${maxTrusted} certificates`,
            });
          }
          const store = openssl.SSL_CTX_get_cert_store(this.pointer);
          if (openssl.X509_STORE_add_cert(store, certificate) !== 1)
            fail("the certificate cannot be trusted");
        });
      }
      const isAtEnd = form === "der" ? bio.pendingBytes === 0 : isEndOfPem();
      if (count > 0 && isAtEnd) return;
      if (form === "file") {
        if (!isAtEnd) throw pemFailure("X509");
        const text = "no certificate or crl found";
        throw new TlsError({ library: "X509", reason: "NO_CERTIFICATE_OR_CRL_FOUND", text });
      }
      if (!isAtEnd) fail("the certificate cannot be read");
      const missing = form === "pem" ? "no start line" : "not enough data";
      throw new TlsError({ text: `${missing}: cadata does not contain a certificate` });
    });
  }

  /** Certificates that are trusted. */
  authorities(): { certificate: Certificate; isAuthority: boolean }[] {
    const objects = openssl.X509_STORE_get0_objects(openssl.SSL_CTX_get_cert_store(this.pointer));
    return [...membersOf(objects)]
      .map((object) => openssl.X509_OBJECT_get0_X509(object))
      .filter((certificate) => certificate !== NULL)
      .map((certificate) => ({
        certificate: describeCertificate(certificate),
        isAuthority: openssl.X509_check_ca(certificate) !== 0,
      }));
  }

  /** Ciphers that sessions offer or take, the best first. */
  ciphers(): Cipher[] {
    return describeCiphers(openssl.SSL_CTX_get_ciphers(this.pointer));
  }

  /** What its sessions have done. */
  statistics(): ContextStatistics {
    const count = (control: number) => Number(openssl.SSL_CTX_ctrl(this.pointer, control, 0, NULL));
    return {
      number: count(constants.SSL_CTRL_SESS_NUMBER),
      connect: count(constants.SSL_CTRL_SESS_CONNECT),
      connectGood: count(constants.SSL_CTRL_SESS_CONNECT_GOOD),
      connectRenegotiate: count(constants.SSL_CTRL_SESS_CONNECT_RENEGOTIATE),
      accept: count(constants.SSL_CTRL_SESS_ACCEPT),
      acceptGood: count(constants.SSL_CTRL_SESS_ACCEPT_GOOD),
      acceptRenegotiate: count(constants.SSL_CTRL_SESS_ACCEPT_RENEGOTIATE),
      hits: count(constants.SSL_CTRL_SESS_HIT),
      misses: count(constants.SSL_CTRL_SESS_MISSES),
      timeouts: count(constants.SSL_CTRL_SESS_TIMEOUTS),
      cacheFull: count(constants.SSL_CTRL_SESS_CACHE_FULL),
    };
  }

  free(): void {
    openssl.SSL_CTX_free(this.pointer);
  }

  #setVersion(control: number, version: number | undefined): void {
    if (version === undefined) return;
    if (openssl.SSL_CTX_ctrl(this.pointer, control, version, NULL) !== 1) {
      throw new TlsError({ text: `Unsupported protocol version 0x${version.toString(16)}` });
    }
  }

  #setAlpn(protocols: readonly string[]): void {
    this.#alpn = Uint8Array.from(
      protocols.flatMap((protocol) => {
        const bytes = Buffer.from(protocol);
        return [bytes.length, ...bytes];
      }),
    );
    openssl.SSL_CTX_set_alpn_protos(this.pointer, this.#alpn, this.#alpn.length);
  }

  #addChain(bio: MemoryBio): void {
    for (;;) {
      const certificate = readCertificate(bio);
      if (certificate === NULL) break;
      freeing(certificate, () => {
        if (openssl.SSL_CTX_ctrl(this.pointer, constants.SSL_CTRL_CHAIN_CERT, 1, certificate) !== 1) {
          fail("the chain cannot be used");
        }
      });
    }
    if (!isEndOfPem()) throw pemFailure("SSL");
  }
}

function readCertificate(bio: MemoryBio): Pointer {
  return openssl.PEM_read_bio_X509(bio.pointer, NULL, NULL, NO_PASSWORD);
}

function freeing(certificate: Pointer, use: () => void): void {
  try {
    use();
  } finally {
    openssl.X509_free(certificate);
  }
}

/** What OpenSSL's functions that read a file say of PEM that does not parse. */
function pemFailure(library: string): TlsError {
  return lastFailure() === undefined
    ? new TlsError({ library, text: "nothing was found" })
    : new TlsError({ library, text: "PEM lib" });
}
