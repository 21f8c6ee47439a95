import { fail, succeeded } from "./failures.js";
import * as openssl from "./openssl/functions.js";
import { NULL, type Pointer } from "./openssl/library.js";
import { withBio } from "./openssl/memory-bio.js";
import { readMemory } from "./openssl/read-memory.js";

/** What a later session can go on with: an SSL_SESSION, with the secrets that it holds. */
export interface Resumption {
  /** As `openssl s_client -sess_out` writes it. */
  pem: Uint8Array<ArrayBuffer>;
  id: Uint8Array<ArrayBuffer>;
  /** When it was made, in seconds since 1970, and for how many seconds it is good. */
  madeSeconds: number;
  timeoutSeconds: number;
  hasTicket: boolean;
  ticketLifetimeSeconds: number;
}

/** Nothing asks for a password: OpenSSL would, on the terminal, for one that is NULL. */
const NO_PASSWORD = "";

/** What a session could be resumed from; null before there is any. */
export function describeResumption(ssl: Pointer): Resumption | null {
  const session = openssl.SSL_get1_session(ssl);
  if (session === NULL) return null;
  try {
    const length = new Uint32Array(1);
    const id = openssl.SSL_SESSION_get_id(session, new Uint8Array(length.buffer));
    return {
      pem: withBio(new Uint8Array(), (bio) => {
        openssl.PEM_write_bio_SSL_SESSION(bio.pointer, session);
        return bio.readAll();
      }),
      id: readMemory(id, length[0] ?? 0),
      madeSeconds: Number(openssl.SSL_SESSION_get_time(session)),
      timeoutSeconds: Number(openssl.SSL_SESSION_get_timeout(session)),
      hasTicket: openssl.SSL_SESSION_has_ticket(session) === 1,
      ticketLifetimeSeconds: Number(openssl.SSL_SESSION_get_ticket_lifetime_hint(session)),
    };
  } finally {
    openssl.SSL_SESSION_free(session);
  }
}

/** Offers to go on with an earlier session. `TlsError` where it is none, or not for this one. */
export function offerResumption(ssl: Pointer, pem: Uint8Array): void {
  withBio(pem, (bio) => {
    openssl.ERR_clear_error();
    const session = openssl.PEM_read_bio_SSL_SESSION(bio.pointer, NULL, NULL, NO_PASSWORD);
    if (session === NULL) fail("it is no session");
    try {
      succeeded(() => openssl.SSL_set_session(ssl, session));
    } finally {
      openssl.SSL_SESSION_free(session);
    }
  });
}
