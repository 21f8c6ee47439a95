import { useTranslation } from "../../shared/translation-context.js";
import { readUtf8, type Utf8Range } from "./utf8.js";

/** Bytes as text; what of them is no whole character is shown by its hex digits, marked. */
export function Utf8Text(range: Utf8Range) {
  const { t } = useTranslation();
  let at = range.from;
  return readUtf8(range).map((part) => {
    const key = at;
    if (part.kind === "text") {
      at += part.text.length;
      return <span key={key}>{part.text}</span>;
    }
    at += part.bytes.length;
    const digits = Array.from(part.bytes, (byte) => byte.toString(16).padStart(2, "0").toUpperCase()).join(
      " ",
    );
    return (
      <span key={key} className="broken-bytes" title={t(`data.broken.${part.why}`)}>
        {part.why === "begins" ? "…" : ""}
        {digits}
        {part.why === "ends" ? "…" : ""}
      </span>
    );
  });
}
