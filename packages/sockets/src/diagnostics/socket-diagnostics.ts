import type { KernelSocket } from "@sockpit/protocol";
import type { NetworkNamespace } from "../network-namespace.js";

export type SocketEntry = Omit<KernelSocket, "pid" | "fd">;

export class SocketDiagnostics {
  static open(_options: { namespace?: NetworkNamespace } = {}): SocketDiagnostics {
    throw new Error("not written yet");
  }

  list(): SocketEntry[] {
    throw new Error("not written yet");
  }

  close(): void {
    throw new Error("not written yet");
  }
}
