import { type Certificate, derOf, describeCertificate, membersOf } from "./certificate.js";
import { type Cipher, describeCipher, describeCiphers } from "./cipher.js";
import type { TlsContext } from "./context.js";
import { lastFailure, succeeded, type TlsFailure } from "./failures.js";
import { answerCallbacks, forgetCallbacks, type HandshakeCallbacks } from "./openssl/callbacks.js";
import * as constants from "./openssl/constants.js";
import * as openssl from "./openssl/functions.js";
import { made, NULL, type Pointer } from "./openssl/library.js";
import { MemoryBio } from "./openssl/memory-bio.js";
import { readMemory } from "./openssl/read-memory.js";
import { describeResumption, offerResumption, type Resumption } from "./resumption.js";
import { selectProtocol } from "./select-protocol.js";
import { hostNameOf } from "./server-name.js";

/** How a step ended. `asksForContext`: the handshake goes on after `chooseContext`. `closed`: by the peer's close_notify. */
export type Outcome = "done" | "wantsInput" | "closed" | "asksForContext" | "cutOff" | "failed";

export interface Step {
  outcome: Outcome;
  failure?: TlsFailure;
}

export interface SessionOptions {
  isServer: boolean;
  /** A client's: the host name (SNI, RFC 6066 §3) or address that it wants. */
  serverName?: string | undefined;
  isServerNameAddress?: boolean | undefined;
  /** The peer's certificate has to be valid for `serverName`. */
  checksName?: boolean | undefined;
}

/** What is known of a session. */
export interface SessionDescription {
  version: string;
  isEstablished: boolean;
  isResumed: boolean;
  cipher: Cipher | null;
  alpn: string | null;
  /** Ciphers that both sides have: a server's. */
  sharedCiphers: Cipher[] | null;
}

/** Bytes that a record holds at most: RFC 8446 §5.1. */
const RECORD_BYTES = 16_384;

/** Lent to calls that may call back: V8 moves smaller arrays while their code runs. */
const recordBuffer = new Uint8Array(RECORD_BYTES);
const HEAP_BYTES = 64;

/** A Finished message has 64 bytes at most. */
const FINISHED_BYTES = 64;

/** One TLS connection whose bytes are carried by whoever uses it: an SSL between two memory BIOs. To be freed by hand. */
export class TlsSession implements HandshakeCallbacks {
  readonly #ssl: Pointer;
  readonly #incoming = new MemoryBio();
  readonly #outgoing = new MemoryBio();
  readonly #isServer: boolean;
  #context: TlsContext;
  #choice: { context?: TlsContext; alert?: number } | undefined;
  #serverName: string | null = null;
  #keyLog: string[] = [];

  /** `TlsError` where the server's name cannot be one. */
  constructor(context: TlsContext, options: SessionOptions) {
    this.#context = context;
    this.#isServer = options.isServer;
    this.#ssl = made(openssl.SSL_new(context.pointer));
    openssl.SSL_set_bio(this.#ssl, this.#incoming.pointer, this.#outgoing.pointer);
    answerCallbacks(this.#ssl, this);
    if (options.isServer) openssl.SSL_set_accept_state(this.#ssl);
    else openssl.SSL_set_connect_state(this.#ssl);
    try {
      this.#nameServer(options);
    } catch (error) {
      this.free();
      throw error;
    }
  }

  /** Whether the handshake is over. */
  get isEstablished(): boolean {
    return openssl.SSL_is_init_finished(this.#ssl) === 1;
  }

  /** Bytes that came from the peer and were not read by OpenSSL yet. */
  get unreadBytes(): number {
    return this.#incoming.pendingBytes;
  }

  /** Decrypted bytes that wait to be read. */
  get pendingBytes(): number {
    return openssl.SSL_pending(this.#ssl);
  }

  /** The host name that a client asked for. */
  get serverName(): string | null {
    return this.#serverName;
  }

  /** Takes what came from the peer. */
  receive(bytes: Uint8Array): void {
    this.#incoming.write(bytes);
  }

  /** The peer sends no more. */
  endInput(): void {
    this.#incoming.end();
  }

  /** What is to be sent to the peer. */
  takeOutput(): Uint8Array<ArrayBuffer> {
    return this.#outgoing.readAll();
  }

  /** Lines for a key log file since the last time. */
  takeKeyLog(): string[] {
    const lines = this.#keyLog;
    this.#keyLog = [];
    return lines;
  }

  handshake(): Step {
    return this.#step(() => openssl.SSL_do_handshake(this.#ssl));
  }

  /** Up to so many decrypted bytes, of one record at most. */
  read(maxBytes: number): Step & { data?: Uint8Array<ArrayBuffer> } {
    let length = 0;
    const step = this.#step(() => {
      length = openssl.SSL_read(this.#ssl, recordBuffer, Math.min(maxBytes, RECORD_BYTES));
      return length;
    });
    return step.outcome === "done" ? { ...step, data: recordBuffer.slice(0, length) } : step;
  }

  /** Encrypts all of it, where the handshake is over. */
  write(bytes: Uint8Array): Step {
    let lent = bytes;
    if (bytes.length <= HEAP_BYTES) {
      recordBuffer.set(bytes);
      lent = recordBuffer;
    }
    return this.#step(() => openssl.SSL_write(this.#ssl, lent, bytes.length));
  }

  /** `done` once both sides have sent close_notify. */
  shutdown(): Step {
    return this.#step(() => {
      const result = openssl.SSL_shutdown(this.#ssl);
      // 0: ours was sent. The second call reads the peer's.
      return result === 0 ? openssl.SSL_shutdown(this.#ssl) : result;
    });
  }

  /** A server's, TLS 1.3: asks for the client's certificate after the handshake. */
  verifyClient(): Step {
    return this.#step(() => openssl.SSL_verify_client_post_handshake(this.#ssl));
  }

  /** Answers `asksForContext`: with another context, or with an alert (RFC 8446 §6) that ends the handshake. */
  chooseContext(choice: { context?: TlsContext; alert?: number }): void {
    this.#choice = choice;
    if (choice.context !== undefined) this.#useContext(choice.context);
  }

  describe(): SessionDescription {
    const cipher = openssl.SSL_get_current_cipher(this.#ssl);
    return {
      version: openssl.SSL_get_version(this.#ssl) ?? "",
      isEstablished: this.isEstablished,
      isResumed: openssl.SSL_session_reused(this.#ssl) === 1,
      cipher: cipher === NULL ? null : describeCipher(cipher),
      alpn: this.#selectedAlpn(),
      sharedCiphers: this.#sharedCiphers(),
    };
  }

  /** What a later session with the same context could go on with; null before the handshake. */
  resumption(): Resumption | null {
    return describeResumption(this.#ssl);
  }

  /** Before the handshake: goes on with an earlier session if the server still can. `TlsError` where that is none. */
  resume(pem: Uint8Array): void {
    offerResumption(this.#ssl, pem);
  }

  peerCertificate(): Certificate | null {
    return this.#withPeerCertificate(describeCertificate);
  }

  /** The chain of certificates that the peer sent, or that was built from it. */
  chain(kind: "sent" | "verified"): Uint8Array<ArrayBuffer>[] {
    const stack =
      kind === "sent"
        ? openssl.SSL_get_peer_cert_chain(this.#ssl)
        : openssl.SSL_get0_verified_chain(this.#ssl);
    const ders = [...membersOf(stack)].map(derOf);
    // A server's view of what a client sent begins behind the client's own.
    if (kind === "verified" || !this.#isServer) return ders;
    const own = this.#withPeerCertificate(derOf);
    return own === null ? ders : [own, ...ders];
  }

  /** The first Finished message of the handshake: channel binding `tls-unique`, RFC 5929. */
  firstFinished(): Uint8Array<ArrayBuffer> {
    const bytes = new Uint8Array(FINISHED_BYTES);
    const isOwn = this.#isServer === (openssl.SSL_session_reused(this.#ssl) === 1);
    const get = isOwn ? openssl.SSL_get_finished : openssl.SSL_get_peer_finished;
    const length = Number(get(this.#ssl, bytes, bytes.length));
    return bytes.slice(0, Math.min(length, bytes.length));
  }

  free(): void {
    forgetCallbacks(this.#ssl);
    // Frees both BIOs.
    openssl.SSL_free(this.#ssl);
  }

  selectAlpn(offered: Uint8Array): { at: number; length: number } | undefined {
    return selectProtocol(this.#context.alpn, offered);
  }

  clientHello(): { result: number; alert: number } {
    const { SSL_CLIENT_HELLO_ERROR, SSL_CLIENT_HELLO_RETRY, SSL_CLIENT_HELLO_SUCCESS } = constants;
    this.#serverName = this.#askedName();
    if (!this.#context.asksForContext && this.#choice === undefined) {
      return { result: SSL_CLIENT_HELLO_SUCCESS, alert: 0 };
    }
    if (this.#choice === undefined) return { result: SSL_CLIENT_HELLO_RETRY, alert: 0 };
    const { alert } = this.#choice;
    return alert === undefined
      ? { result: SSL_CLIENT_HELLO_SUCCESS, alert: 0 }
      : { result: SSL_CLIENT_HELLO_ERROR, alert };
  }

  keyLogged(line: string): void {
    this.#keyLog.push(line);
  }

  #withPeerCertificate<R>(use: (certificate: Pointer) => R): R | null {
    const certificate = openssl.SSL_get1_peer_certificate(this.#ssl);
    if (certificate === NULL) return null;
    try {
      return use(certificate);
    } finally {
      openssl.X509_free(certificate);
    }
  }

  #nameServer({ serverName, isServerNameAddress, checksName }: SessionOptions): void {
    if (serverName === undefined) return;
    const verification = openssl.SSL_get0_param(this.#ssl);
    if (isServerNameAddress !== true) {
      const { SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name } = constants;
      succeeded(() =>
        openssl.SSL_ctrl(this.#ssl, SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name, serverName),
      );
    }
    if (checksName !== true) return;
    succeeded(() =>
      isServerNameAddress === true
        ? openssl.X509_VERIFY_PARAM_set1_ip_asc(verification, serverName)
        : openssl.X509_VERIFY_PARAM_set1_host(verification, serverName, Buffer.byteLength(serverName)),
    );
  }

  #useContext(context: TlsContext): void {
    this.#context = context;
    openssl.SSL_set_SSL_CTX(this.#ssl, context.pointer);
  }

  #step(invoke: () => number): Step {
    openssl.ERR_clear_error();
    const result = invoke();
    this.#incoming.shrink();
    if (result > 0) return { outcome: "done" };
    const code = openssl.SSL_get_error(this.#ssl, result);
    switch (code) {
      case constants.SSL_ERROR_WANT_READ:
        return { outcome: "wantsInput" };
      case constants.SSL_ERROR_ZERO_RETURN:
        return { outcome: "closed" };
      case constants.SSL_ERROR_WANT_CLIENT_HELLO_CB:
        return { outcome: "asksForContext" };
      case constants.SSL_ERROR_SYSCALL:
        return { outcome: "cutOff" };
      default:
        return this.#failed();
    }
  }

  #failed(): Step {
    const failure = lastFailure();
    if (failure === undefined) return { outcome: "cutOff" };
    if (failure.reason === "UNEXPECTED_EOF_WHILE_READING") return { outcome: "cutOff", failure };
    if (failure.reason !== "CERTIFICATE_VERIFY_FAILED") return { outcome: "failed", failure };
    const code = Number(openssl.SSL_get_verify_result(this.#ssl));
    const text = openssl.X509_verify_cert_error_string(code) ?? "";
    return { outcome: "failed", failure: { ...failure, verification: { code, text } } };
  }

  #askedName(): string | null {
    const out = new BigUint64Array(1);
    const length = new BigUint64Array(1);
    const found = openssl.SSL_client_hello_get0_ext(
      this.#ssl,
      constants.TLSEXT_TYPE_server_name,
      new Uint8Array(out.buffer),
      new Uint8Array(length.buffer),
    );
    if (found !== 1) return null;
    return hostNameOf(readMemory(out[0] ?? NULL, Number(length[0])));
  }

  #selectedAlpn(): string | null {
    const out = new BigUint64Array(1);
    const length = new Uint32Array(1);
    openssl.SSL_get0_alpn_selected(this.#ssl, new Uint8Array(out.buffer), new Uint8Array(length.buffer));
    const bytes = readMemory(out[0] ?? NULL, length[0] ?? 0);
    return bytes.length === 0 ? null : Buffer.from(bytes).toString();
  }

  #sharedCiphers(): Cipher[] | null {
    const offered = openssl.SSL_get_client_ciphers(this.#ssl);
    if (offered === NULL) return null;
    const own = new Set(describeCiphers(openssl.SSL_get_ciphers(this.#ssl)).map(({ name }) => name));
    return describeCiphers(offered).filter(({ name }) => own.has(name));
  }
}
