import { codeOf } from "../../shared/python-code.js";
import type { HintFacts, HintFinding, HintRule } from "./hint.js";
import type { HintTextId } from "./hint-texts.js";
import { failedLine, onError } from "./on-error.js";

/** A rule for an error of ssl, by OpenSSL's reason or words. */
function onTlsError(
  id: HintTextId,
  text: RegExp,
  find: (facts: HintFacts, match: RegExpExecArray) => HintFinding | undefined = () => ({}),
): HintRule {
  return onError(id, "SSLError", text, (facts) => {
    const match = text.exec(facts.failure.message);
    return match === null ? undefined : find(facts, match);
  });
}

const certificateFile = /\b(?:load_cert_chain|load_verify_locations|create_default_context|wrap_socket)\s*\(/;

/** Hints for what goes wrong with TLS. The first that fits counts. */
export const tlsRules: readonly HintRule[] = [
  onTlsError("tlsSelfSigned", /self[- ]signed certificate/),
  onTlsError("tlsExpired", /certificate has expired/),
  onTlsError("tlsNotYetValid", /certificate is not yet valid/),
  onTlsError(
    "tlsWrongName",
    /(?:Hostname|IP address) mismatch, certificate is not valid for '([^']*)'/,
    (_facts, [, name = ""]) => ({ values: { name } }),
  ),
  onTlsError("tlsUnknownAuthority", /unable to get (?:local )?issuer certificate|CERTIFICATE_VERIFY_FAILED/),
  onTlsError("tlsPlainText", /WRONG_VERSION_NUMBER|HTTP_REQUEST|HTTPS_PROXY_REQUEST/),
  onTlsError("tlsNoClientCertificate", /PEER_DID_NOT_RETURN_A_CERTIFICATE|ALERT_CERTIFICATE_REQUIRED/),
  onTlsError(
    "tlsRefusedByPeer",
    /ALERT_(UNKNOWN_CA|(?:BAD_|UNSUPPORTED_)?CERTIFICATE(?:_EXPIRED|_REVOKED|_UNKNOWN)?)\b/,
    (_facts, [, alert = ""]) => ({ values: { alert: alert.toLowerCase() } }),
  ),
  onTlsError("tlsVersions", /UNSUPPORTED_PROTOCOL|ALERT_PROTOCOL_VERSION|NO_PROTOCOLS_AVAILABLE/),
  onTlsError("tlsNoCertificate", /NO_SHARED_CIPHER|NO_SUITABLE_SIGNATURE_ALGORITHM/, ({ program }) =>
    codeOf(program.source).includes("load_cert_chain") ? undefined : {},
  ),
  onTlsError("tlsNothingShared", /NO_SHARED_CIPHER|NO_SUITABLE_SIGNATURE_ALGORITHM|ALERT_HANDSHAKE_FAILURE/),
  onTlsError("tlsKeyMismatch", /KEY_VALUES_MISMATCH|KEY_TYPE_MISMATCH/),
  onTlsError("tlsWrongPassword", /BAD_DECRYPT|BAD_PASSWORD_READ/),
  onTlsError(
    "tlsNotPem",
    /PEM lib|NO_START_LINE|NO_CERTIFICATE_OR_CRL_FOUND|no start line|NOT_ENOUGH_DATA|not enough data/,
  ),
  onTlsError("tlsCutOff", /UNEXPECTED_EOF_WHILE_READING|EOF occurred in violation of protocol/),
  onError("tlsNoFile", "FileNotFoundError", /./, (facts) =>
    certificateFile.test(failedLine(facts)) ? {} : undefined,
  ),
];
