import { CornerDownLeft } from "lucide-react";
import { type ClipboardEvent, type KeyboardEvent, useEffect, useRef, useState } from "react";
import { IconButton } from "../../shared/IconButton.js";
import type { Program } from "../../shared/program.js";
import { useTranslation } from "../../shared/translation-context.js";
import { useRunner } from "./runner-context.js";

/** Where a person answers a program's `input()`. Its prompt stands at the end of the output. */
export function InputLine({ program }: { program: Program }) {
  const { t } = useTranslation();
  const { runs } = useRunner();
  const [text, setText] = useState(() => runs.runOf(program.id).draft ?? "");
  const field = useRef<HTMLInputElement>(null);

  // Who started the program from its pane wants to answer; who types elsewhere is left alone.
  useEffect(() => {
    const input = field.current;
    const focused = document.activeElement;
    const isTypingElsewhere =
      focused instanceof HTMLElement && focused.matches("input, textarea, [contenteditable=true]");
    if (!isTypingElsewhere) input?.focus();
  }, []);

  const endOfFile = (event: KeyboardEvent) => {
    if (event.key !== "d" || !event.ctrlKey || text !== "") return;
    event.preventDefault();
    runs.answer(program.id, null);
  };
  const pasteLines = (event: ClipboardEvent<HTMLInputElement>) => {
    const pasted = event.clipboardData.getData("text/plain");
    if (!/[\r\n]/.test(pasted)) return;
    event.preventDefault();
    const { selectionStart, selectionEnd } = event.currentTarget;
    const before = text.slice(0, selectionStart ?? text.length);
    const after = text.slice(selectionEnd ?? text.length);
    runs.answerLines(program.id, before + pasted + after);
  };
  return (
    <form
      className="input-line"
      onSubmit={(event) => {
        event.preventDefault();
        runs.answer(program.id, text);
      }}
    >
      <label className="input-prompt">
        <span className="visually-hidden">{t("runs.input", { name: program.name })}</span>
        <input
          ref={field}
          type={runs.runOf(program.id).isSecret ? "password" : "text"}
          value={text}
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="off"
          placeholder={t("runs.inputPlaceholder")}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={endOfFile}
          onPaste={pasteLines}
        />
      </label>
      <IconButton
        type="submit"
        className="button-quiet"
        label={t("runs.send")}
        icon={<CornerDownLeft size={14} aria-hidden="true" />}
      />
    </form>
  );
}
