import type { PacketEntry } from "../entry.js";

/**
 * Of TLS 1.3 the least that a client's Finished takes: 32 bytes, 4 of its header, its type and 16 of a tag. What is shorter
 * is an alert.
 */
const MIN_FINISHED_BYTES = 53;

/** Follows one TLS handshake from its ClientHello to where both sides have finished it, as far as that can be seen. */
export class TlsHandshake {
  readonly #client: string;
  #isTls13 = false;
  /** Ends that have sent their Finished, up to TLS 1.2. */
  readonly #finished = new Set<string>();

  constructor(entry: PacketEntry) {
    this.#client = senderOf(entry);
  }

  /** Whether a packet begins a handshake. */
  static begins({ packet: { tls } }: PacketEntry): boolean {
    return tls?.records[0]?.name === "ClientHello" && tls.records[0].isContinued === undefined;
  }

  /** Takes the next packet with data of the connection. */
  take(entry: PacketEntry): "under way" | "done" | "failed" {
    const sender = senderOf(entry);
    for (const { name, bytes, version, alert } of entry.packet.tls?.records ?? []) {
      if (alert?.level === "fatal") return "failed";
      if (name === "ServerHello") this.#isTls13 ||= version === "TLS 1.3";
      if (name === "EncryptedHandshake") this.#finished.add(sender);
      if (name === "ApplicationData" && this.#isTls13 && sender === this.#client)
        return bytes < MIN_FINISHED_BYTES ? "failed" : "done";
    }
    return this.#finished.size === 2 ? "done" : "under way";
  }
}

function senderOf({ packet: { source } }: PacketEntry): string {
  return `${source.host} ${source.port ?? ""}`;
}
