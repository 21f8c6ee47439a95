import type { EngineKind } from "../shared/messages.js";

/**
 * What a page lacks for Python. `secureContext`: neither JSPI nor HTTPS (or localhost), without which no memory is
 * shared; `isolation`: neither JSPI nor the headers that make the page cross-origin isolated.
 */
export type MissingSupport = "webassembly" | "worker" | "secureContext" | "isolation";

export type Support = { supported: true; engine: EngineKind } | { supported: false; missing: MissingSupport };

/**
 * Whether this browser can run Python that waits, and how. `forced`: what the developer asks for, in a browser that can do
 * it both ways.
 */
export function detectSupport(forced?: EngineKind): Support {
  if (typeof WebAssembly !== "object") return { supported: false, missing: "webassembly" };
  if (typeof Worker !== "function") return { supported: false, missing: "worker" };
  const hasJspi = "Suspending" in WebAssembly && "promising" in WebAssembly;
  if (hasJspi && forced !== "atomics") return { supported: true, engine: "jspi" };
  if (globalThis.crossOriginIsolated) return { supported: true, engine: "atomics" };
  return { supported: false, missing: globalThis.isSecureContext ? "isolation" : "secureContext" };
}
