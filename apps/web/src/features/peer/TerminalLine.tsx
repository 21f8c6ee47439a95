import { CornerDownLeft, FileUp } from "lucide-react";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { ChoiceButtons } from "../../shared/ChoiceButtons.js";
import { formatSize } from "../../shared/format/format-size.js";
import { IconButton } from "../../shared/IconButton.js";
import { pickFiles } from "../../shared/pick-files.js";
import { useTranslation } from "../../shared/translation-context.js";
import type { Terminal } from "./terminal-model.js";
import { hexBytes, type LineEnd, lineBytes, lineEnds } from "./typed-bytes.js";

/** Bytes of a file that is sent: as much as the files of a page may have in one. */
const MAX_FILE_BYTES = 16 * 1024 * 1024;

/** Where a person types what is sent: a line with the end that they choose, hex digits, or a file. */
export function TerminalLine({ terminal, isDatagrams }: { terminal: Terminal; isDatagrams: boolean }) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const [form, setForm] = useState<"text" | "hex">("text");
  const [lineEnd, setLineEnd] = useState<LineEnd>("lf");
  const [fault, setFault] = useState("");
  const field = useRef<HTMLInputElement>(null);
  /** How far back ↑ has gone: 0 is the line that is typed. */
  const [back, setBack] = useState(0);
  useEffect(() => field.current?.focus(), []);

  const send = () => {
    if (form === "text") terminal.sendLine(text, lineEnd);
    else {
      const bytes = hexBytes(text);
      if (bytes === undefined) {
        setFault(t("peer.terminal.hexFault"));
        return;
      }
      terminal.send(bytes);
    }
    setFault("");
    setText("");
    setBack(0);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "d" && event.ctrlKey && text === "" && !isDatagrams) {
      event.preventDefault();
      terminal.halfClose();
    }
    const step = event.key === "ArrowUp" ? 1 : event.key === "ArrowDown" ? -1 : 0;
    if (step === 0 || form === "hex") return;
    event.preventDefault();
    const { history } = terminal.store.getState();
    const next = Math.max(0, Math.min(history.length, back + step));
    setBack(next);
    setText(next === 0 ? "" : (history.at(-next) ?? ""));
  };
  const sendFile = async () => {
    const [file] = (await pickFiles({})) ?? [];
    if (file === undefined) return;
    if (file.size > MAX_FILE_BYTES) {
      setFault(t("peer.terminal.fileTooLong", { name: file.name, size: formatSize(MAX_FILE_BYTES) }));
      return;
    }
    setFault("");
    terminal.send(new Uint8Array(await file.arrayBuffer()));
  };
  return (
    <form
      className="peer-bar peer-line"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <input
        ref={field}
        className="peer-field peer-grow"
        aria-label={t("peer.terminal.line")}
        placeholder={t(form === "text" ? "peer.terminal.placeholder" : "peer.terminal.hexPlaceholder")}
        value={text}
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="off"
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
        onPaste={(event) => {
          const pasted = event.clipboardData.getData("text/plain");
          if (form === "hex" || !/[\r\n]/.test(pasted)) return;
          event.preventDefault();
          const lines = (text + pasted).split(/\r\n|\r|\n/);
          setText(lines.pop() ?? "");
          for (const line of lines) terminal.send(lineBytes(line, lineEnd));
        }}
      />
      <ChoiceButtons
        label={t("peer.terminal.as")}
        choices={["text", "hex"] as const}
        chosen={form}
        nameOf={(choice) => t(`peer.terminal.forms.${choice}`)}
        onChoose={(choice) => setForm(choice)}
        className="view-switch"
        buttonClassName="view-choice"
      />
      {form === "text" ? (
        <ChoiceButtons
          label={t("peer.terminal.lineEnd")}
          choices={lineEnds}
          chosen={lineEnd}
          nameOf={(choice) => t(`peer.terminal.lineEnds.${choice}`)}
          onChoose={(choice) => setLineEnd(choice)}
          className="view-switch"
          buttonClassName="view-choice"
        />
      ) : null}
      <span className="quiet-buttons peer-line-buttons">
        <IconButton
          label={t("peer.terminal.sendFile")}
          icon={<FileUp size={14} aria-hidden="true" />}
          onClick={() => void sendFile()}
        />
        <IconButton
          type="submit"
          label={t("peer.terminal.send")}
          icon={<CornerDownLeft size={14} aria-hidden="true" />}
        />
      </span>
      {fault === "" ? null : (
        <p className="field-fault" role="alert">
          {fault}
        </p>
      )}
    </form>
  );
}
