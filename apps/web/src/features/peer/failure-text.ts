import type { CallError } from "@sockpit/protocol";
import type { TextKey, Translate } from "../../shared/translation.js";

/** What programs are told of the same errors, by errno. */
const hints: Readonly<Partial<Record<string, TextKey>>> = {
  ECONNREFUSED: "hintTexts.refused",
  ETIMEDOUT: "hintTexts.connectTimedOut",
  EADDRINUSE: "hintTexts.addressInUse",
  EADDRNOTAVAIL: "hintTexts.addressNotAvailable",
  ENETUNREACH: "hintTexts.networkUnreachable",
  EHOSTUNREACH: "hintTexts.networkUnreachable",
  ECONNRESET: "hintTexts.connectionLost",
  EPIPE: "hintTexts.connectionLost",
  EACCES: "hintTexts.accessDenied",
  EAFNOSUPPORT: "hintTexts.familyNotSupported",
  EMSGSIZE: "hintTexts.datagramTooLong",
};

/** What a failed call means, as far as a hint knows it; else what the kernel or the server says. */
export function failureText(error: CallError, address: string, t: Translate): string {
  if (error.kind === "timeout") return t("hintTexts.connectTimedOut", { address });
  if (error.kind === "policy" && error.code === "address_not_allowed")
    return t("hintTexts.addressNotAllowed");
  const hint = error.kind === "errno" ? hints[error.errno] : undefined;
  return hint === undefined ? error.message : t(hint, { address });
}
