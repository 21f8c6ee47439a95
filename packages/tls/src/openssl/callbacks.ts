import koffi from "koffi";
import { SSL_CLIENT_HELLO_SUCCESS, SSL_TLSEXT_ERR_NOACK, SSL_TLSEXT_ERR_OK } from "./constants.js";
import type { Pointer } from "./library.js";

/** What OpenSSL asks during a session's handshake. */
export interface HandshakeCallbacks {
  /** ALPN, a server's: the position and length of the chosen one among the client's protocols; undefined for none. */
  selectAlpn(offered: Uint8Array): { at: number; length: number } | undefined;
  /** A server's, once it has read ClientHello: SSL_CTX_set_client_hello_cb(3). */
  clientHello(): { result: number; alert: number };
  /** A line for a key log file. */
  keyLogged(line: string): void;
}

const handlers = new Map<Pointer, HandshakeCallbacks>();

/** Answers what OpenSSL asks of this SSL, until it is freed. */
export function answerCallbacks(ssl: Pointer, callbacks: HandshakeCallbacks): void {
  handlers.set(ssl, callbacks);
}

export function forgetCallbacks(ssl: Pointer): void {
  handlers.delete(ssl);
}

let pointers: { alpnSelect: bigint; clientHello: bigint; keyLog: bigint } | undefined;

/** C functions that call what `answerCallbacks` was given. Made once: whoever makes sessions does so in one thread. */
export function callbackPointers(): { alpnSelect: bigint; clientHello: bigint; keyLog: bigint } {
  pointers ??= {
    alpnSelect: register(
      "int",
      ["void *", "void *", "void *", "void *", "uint", "void *"],
      (ssl: Pointer, out: bigint, outLength: bigint, offered: bigint, length: number) => {
        const bytes = new Uint8Array(koffi.view(offered, length));
        const chosen = handlers.get(ssl)?.selectAlpn(bytes);
        if (chosen === undefined) return SSL_TLSEXT_ERR_NOACK;
        koffi.encode(out, "void *", offered + BigInt(chosen.at));
        koffi.encode(outLength, "uint8_t", chosen.length);
        return SSL_TLSEXT_ERR_OK;
      },
    ),
    clientHello: register("int", ["void *", "void *", "void *"], (ssl: Pointer, alert: bigint) => {
      const answer = handlers.get(ssl)?.clientHello();
      if (answer === undefined) return SSL_CLIENT_HELLO_SUCCESS;
      koffi.encode(alert, "int", answer.alert);
      return answer.result;
    }),
    keyLog: register("void", ["void *", "const char *"], (ssl: Pointer, line: string) => {
      handlers.get(ssl)?.keyLogged(line);
    }),
  };
  return pointers;
}

function register(result: string, parameters: string[], callback: (...given: never[]) => unknown): bigint {
  return koffi.register(callback, koffi.pointer(koffi.proto(result, parameters)));
}
