export interface NetworkNamespaceProbe {
  networkNamespace: boolean;
  loopbackUp: boolean;
  capture: boolean;
  /** The step that failed first, and its errno. */
  reason?: string;
}

export function probeNetworkNamespace(): NetworkNamespaceProbe {
  throw new Error("not written yet");
}
