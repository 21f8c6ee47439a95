import { base64FromBytes } from "@sockpit/protocol";
import { formatValue } from "@sockpit/protocol/scenario";

/** Text with something in it that bytes cannot be written as, and nothing that does not show. */
const SPEAKING =
  /^(?=.*[^\p{ASCII}])[^\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}]*(?:[\r\n\t][^\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}]*)*$/su;

/** Bytes as a step writes them: text in other letters than those of ASCII as text. */
export function writeBytes(bytes: Uint8Array): string {
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  if (SPEAKING.test(text) && !text.includes("\ufffd")) return `${formatValue(text)}.encode()`;
  return formatValue({ bytes: base64FromBytes(bytes) });
}
