import { codedFailure, limits } from "@sockpit/protocol";

/** What OpenSSL 3 takes for its objects, measured and rounded up: a context, and a session before and after its handshake. */
export const memoryBytes = {
  context: 40 * 1024,
  handshake: 48 * 1024,
  session: 32 * 1024,
} as const;

/** Certificates in memory take so many times their bytes as PEM or DER, at most: small ones the most. */
const CERTIFICATE_GROWTH = 8;

/** What certificates will take. */
export function certificateBytes(files: readonly (Uint8Array | undefined)[]): number {
  return CERTIFICATE_GROWTH * files.reduce((sum, file) => sum + (file?.length ?? 0), 0);
}

/** What the TLS objects of each lab, and of all, take of the process's memory. */
export class TlsMemory {
  readonly #labs = new Map<string, number>();
  readonly #maxBytes: number;
  #bytes = 0;

  /** `maxBytes`: of all labs here. */
  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** `over_budget` where the lab or the server has no more. */
  take(lab: string, bytes: number): void {
    const before = this.#labs.get(lab) ?? 0;
    if (before + bytes > limits.tlsBytesPerLab) throw noMore("A lab", limits.tlsBytesPerLab);
    if (this.#bytes + bytes > this.#maxBytes) throw noMore("A server", this.#maxBytes);
    this.#labs.set(lab, before + bytes);
    this.#bytes += bytes;
  }

  giveBack(lab: string, bytes: number): void {
    const left = (this.#labs.get(lab) ?? 0) - bytes;
    this.#bytes -= bytes;
    if (left > 0) this.#labs.set(lab, left);
    else this.#labs.delete(lab);
  }
}

function noMore(who: string, bytes: number): Error {
  const size = `${bytes / (1024 * 1024)} MiB`;
  return codedFailure(
    "over_budget",
    `${who} has at most ${size} of TLS contexts and sessions. Free some first.`,
  );
}
