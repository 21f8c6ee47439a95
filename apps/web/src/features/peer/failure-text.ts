import type { CallError } from "@sockpit/protocol";
import type { TextKey, Translate } from "../../shared/translation.js";

/** What programs are told of the same errors, by errno. */
const hints: Readonly<Partial<Record<string, TextKey>>> = {
  ECONNREFUSED: "hints.texts.refused",
  ETIMEDOUT: "hints.texts.connectTimedOut",
  EADDRINUSE: "hints.texts.addressInUse",
  EADDRNOTAVAIL: "hints.texts.addressNotAvailable",
  ENETUNREACH: "hints.texts.networkUnreachable",
  EHOSTUNREACH: "hints.texts.networkUnreachable",
  ECONNRESET: "hints.texts.connectionLost",
  EPIPE: "hints.texts.connectionLost",
  EACCES: "hints.texts.accessDenied",
  EAFNOSUPPORT: "hints.texts.familyNotSupported",
  EMSGSIZE: "hints.texts.datagramTooLong",
};

/** What a failed call means, as far as a hint knows it; else what the kernel or the server says. */
export function failureText(error: CallError, address: string, t: Translate): string {
  if (error.kind === "timeout") return t("hints.texts.connectTimedOut", { address });
  if (error.kind === "policy" && error.code === "address_not_allowed")
    return t("hints.texts.addressNotAllowed");
  const hint = error.kind === "errno" ? hints[error.errno] : undefined;
  return hint === undefined ? error.message : t(hint, { address });
}
