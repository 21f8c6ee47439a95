import { createHash, randomBytes, randomInt, timingSafeEqual } from "node:crypto";
import { codedFailure, quotedExcerpt } from "@sockpit/protocol";
import type { LabHost } from "./lab-host.js";

const ID_ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";
/** After the character that names the lab host. */
const RANDOM_LENGTH = 8;
const TOKEN_BYTES = 24;

interface Entry {
  host: LabHost;
  tokenHash: Buffer;
  viewerTokenHash: Buffer;
  createdAt: Date;
  onRemoved: () => void;
}

/** A lab as the person who runs the server sees it. */
export interface ListedLab {
  readonly id: string;
  readonly labHost: string;
  /** RFC 3339, UTC. */
  readonly createdAt: string;
}

/** Which lab host each lab lives in, and the hash of the token that opens it. */
export class LabRegistry {
  readonly #entries = new Map<string, Entry>();

  /**
   * A new lab's id, which begins with its host's code, and tokens. The tokens themselves are kept nowhere. `onRemoved` is
   * called once, however the lab ends.
   */
  add(host: LabHost, onRemoved: () => void): { id: string; token: string; viewerToken: string } {
    let id: string;
    do id = host.code + randomText();
    while (this.#entries.has(id));
    const [token, viewerToken] = [newToken(), newToken()];
    this.#entries.set(id, {
      host,
      tokenHash: hash(token),
      viewerTokenHash: hash(viewerToken),
      createdAt: new Date(),
      onRemoved,
    });
    return { id, token, viewerToken };
  }

  /** The lab's host, and whether the token is a viewer's. `no_such_lab`, or `unauthorized` where the token is missing or another's. */
  open(id: string, token: string | undefined): { host: LabHost; isReadOnly: boolean } {
    const entry = this.#entries.get(id);
    if (entry === undefined) {
      throw codedFailure(
        "no_such_lab",
        `There is no lab ${quotedExcerpt(id)}. It may have been closed or lost.`,
      );
    }
    const given = hash(token ?? "");
    const isReadOnly = timingSafeEqual(given, entry.viewerTokenHash);
    if (token === undefined || !(isReadOnly || timingSafeEqual(given, entry.tokenHash))) {
      const message =
        "This lab needs its own token, as Authorization: Bearer, or as WebSocket subprotocol bearer.<token>.";
      throw codedFailure("unauthorized", message);
    }
    return { host: entry.host, isReadOnly };
  }

  /** Every lab, the oldest first. */
  list(): ListedLab[] {
    return [...this.#entries].map(([id, { host, createdAt }]) => ({
      id,
      labHost: host.code,
      createdAt: createdAt.toISOString(),
    }));
  }

  /** The host of a lab, for who needs no token; undefined where there is no such lab. */
  hostOf(id: string): LabHost | undefined {
    return this.#entries.get(id)?.host;
  }

  /** How many labs live in a host. */
  labsOf(host: LabHost): number {
    let labs = 0;
    for (const entry of this.#entries.values()) if (entry.host === host) labs += 1;
    return labs;
  }

  get size(): number {
    return this.#entries.size;
  }

  remove(id: string): void {
    const entry = this.#entries.get(id);
    this.#entries.delete(id);
    entry?.onRemoved();
  }

  removeHost(host: LabHost): void {
    for (const [id, entry] of this.#entries) {
      if (entry.host === host) this.remove(id);
    }
  }
}

function randomText(): string {
  return Array.from({ length: RANDOM_LENGTH }, () => ID_ALPHABET[randomInt(ID_ALPHABET.length)]).join("");
}

function newToken(): string {
  return randomBytes(TOKEN_BYTES).toString("base64url");
}

function hash(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}
