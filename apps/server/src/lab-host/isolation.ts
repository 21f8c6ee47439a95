import type { Isolation, NetworkKind } from "@sockpit/protocol";
import { probeNetworkNamespace, probeWire } from "@sockpit/sockets";

/**
 * What this lab host can offer. An isolated one stands in a user namespace already (else it would not
 * run), and tries the other steps; a mapped one is given the reason why isolation is not available.
 */
export function describeIsolation(network: NetworkKind, reason: string | undefined): Isolation {
  if (network === "mapped") {
    const none = {
      available: false,
      userNamespace: false,
      networkNamespace: false,
      capture: false,
      wire: null,
      wireReason: "wires join network namespaces, and labs are mapped here",
    };
    return reason === undefined ? none : { ...none, reason };
  }
  const probe = probeNetworkNamespace();
  const wire = probeWire();
  const reasons = [reason, probe.reason].filter((each) => each !== undefined);
  return {
    available: probe.networkNamespace && probe.loopbackUp,
    userNamespace: true,
    networkNamespace: probe.networkNamespace,
    capture: probe.capture,
    wire: wire.kind,
    ...(wire.reason === undefined ? {} : { wireReason: wire.reason }),
    ...(reasons.length === 0 ? {} : { reason: reasons.join("; ") }),
  };
}
