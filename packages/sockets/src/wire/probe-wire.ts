import { SystemError } from "../errors.js";
import { NetworkNamespace } from "../network-namespace.js";
import { Wire, type WireKind } from "./wire.js";

const kinds: readonly WireKind[] = ["tun", "veth"];
const MTU_BYTES = 1500;

export interface WireProbe {
  /** The first that works, if any: TUN devices before veth pairs. */
  readonly kind: WireKind | null;
  /** Why each that was tried before it does not. */
  readonly reason?: string;
}

/** Tries what wires are made of, and leaves nothing behind. */
export function probeWire(candidates = kinds): WireProbe {
  const reasons: string[] = [];
  for (const kind of candidates) {
    let namespace: NetworkNamespace | undefined;
    try {
      namespace = NetworkNamespace.create({ hasOtherInterfaces: true });
      Wire.open(kind, [namespace], MTU_BYTES).close();
      return { kind, ...(reasons.length === 0 ? {} : { reason: reasons.join("; ") }) };
    } catch (error) {
      if (!(error instanceof SystemError)) throw error;
      reasons.push(`${kind}: ${error.message}`);
    } finally {
      namespace?.close();
    }
  }
  return { kind: null, reason: reasons.join("; ") };
}
