export type { Certificate, NamePart } from "./certificate.js";
export type { Cipher } from "./cipher.js";
export { type ContextBounds, type ContextSettings, type Role, TlsContext } from "./context.js";
export { TlsError, type TlsFailure } from "./failures.js";
export {
  type Outcome,
  type SessionDescription,
  type SessionOptions,
  type Step,
  TlsSession,
} from "./session.js";
