export type Support = { supported: true } | { supported: false; missing: "jspi" | "webassembly" | "worker" };

/** Whether this browser can run Python that waits. JSPI is what lets a program stand still in a call. */
export function detectSupport(): Support {
  if (typeof WebAssembly !== "object") return { supported: false, missing: "webassembly" };
  if (typeof Worker !== "function") return { supported: false, missing: "worker" };
  if (!("Suspending" in WebAssembly && "promising" in WebAssembly)) {
    return { supported: false, missing: "jspi" };
  }
  return { supported: true };
}
