import { Copy, Download, Eraser, RotateCcw, Square } from "lucide-react";
import { type ComponentProps, memo, Suspense, useRef, useState } from "react";
import { copyText } from "../../shared/copy-text.js";
import { IconButton } from "../../shared/IconButton.js";
import { onDemand } from "../../shared/on-demand.js";
import { DropdownMenu } from "../../shared/overlays/DropdownMenu.js";
import { saveFile } from "../../shared/save-file.js";
import { useTranslation } from "../../shared/translation-context.js";
import { useFollowEnd } from "../../shared/use-follow-end.js";
import { useModel } from "../../shared/use-model.js";
import { loadConsoleEditor } from "../editor/public.js";
import { ConsoleLine as Line } from "./ConsoleLine.js";
import type { Console, ConsoleEntry } from "./console-model.js";
import { type RecordedFile, recordedFiles } from "./recorded-files.js";
import "./console.css";

const ConsoleLine = onDemand(async () => {
  const openEditor = await loadConsoleEditor();
  return (props: Omit<ComponentProps<typeof Line>, "openEditor">) => (
    <Line {...props} openEditor={openEditor} />
  );
});

interface ConsolePaneProps {
  console: Console;
  /** All consoles that are open, whose recording is one. */
  all: readonly Console[];
}

/** Calls made by hand in a process of their own: each with what came of it, and the line to make the next in. */
export function ConsolePane({ console, all }: ConsolePaneProps) {
  const { t } = useTranslation();
  const { entries, isWaiting, pid, lost } = useModel(console.store, (state) => state);
  const box = useRef<HTMLDivElement>(null);
  const last = entries.at(-1);
  const { onScroll } = useFollowEnd(box, `${last?.id} ${last?.state} ${last?.printed.length}`);
  return (
    <div className="console">
      <div className="peer-bar quiet-buttons">
        <ConsoleName console={console} />
        {pid === null ? null : <span className="dim">{t("shared.pid", { pid })}</span>}
        <span className="spacer" />
        {isWaiting ? (
          <IconButton
            hasText
            className="button-small"
            label={t("console.interrupt")}
            keys="Ctrl+C"
            icon={<Square size={11} fill="currentColor" aria-hidden="true" />}
            onClick={() => console.interrupt()}
          />
        ) : null}
        <RecordMenu all={all} />
        <IconButton
          label={t("console.clear")}
          icon={<Eraser size={14} aria-hidden="true" />}
          onClick={() => console.clear()}
        />
        <IconButton
          label={t("console.restart")}
          icon={<RotateCcw size={14} aria-hidden="true" />}
          isDisabled={pid === null}
          onClick={() => console.restart()}
        />
      </div>
      <div
        ref={box}
        className="console-log"
        role="log"
        aria-label={t("console.log")}
        // A region that scrolls has to be reachable by keyboard.
        // biome-ignore lint/a11y/noNoninteractiveTabindex: see above.
        tabIndex={0}
        onScroll={onScroll}
      >
        {entries.length === 0 ? <p className="peer-note">{t("console.empty")}</p> : null}
        {entries.map((entry) => (
          <Entry key={entry.id} entry={entry} />
        ))}
        {lost === undefined ? null : <p className="peer-note">{t("console.lost", { message: lost })}</p>}
      </div>
      <Suspense fallback={<div className="console-line" />}>
        <ConsoleLine console={console} label={t("console.line")} />
      </Suspense>
    </div>
  );
}

const Entry = memo(function Entry({ entry }: { entry: ConsoleEntry }) {
  const { t } = useTranslation();
  const { text, state, printed, value, error } = entry;
  return (
    <div className="console-entry" data-state={state}>
      <pre className="console-input">
        <span aria-hidden="true">&gt;&gt;&gt; </span>
        {text.replaceAll("\n", "\n... ")}
      </pre>
      {printed === "" ? null : <pre>{printed.replace(/\n$/, "")}</pre>}
      {value === undefined ? null : <pre className="console-value">{value}</pre>}
      {error === undefined ? null : <pre className="console-error">{error}</pre>}
      {state === "waiting" ? <p className="peer-note console-waits">{t("console.waits")}</p> : null}
    </div>
  );
});

/** The name of the process, which is its own from its first call on. */
function ConsoleName({ console }: { console: Console }) {
  const { t } = useTranslation();
  const { name, pid } = useModel(console.store, (state) => state);
  return (
    <input
      className="peer-field console-name"
      aria-label={t("console.name")}
      value={name}
      readOnly={pid !== null}
      maxLength={40}
      spellCheck={false}
      autoComplete="off"
      onChange={({ target }) => console.rename(target.value.replace(/[^\p{L}\p{N}_-]/gu, ""))}
    />
  );
}

/** What was done by hand in all consoles, as programs or as a scenario. */
function RecordMenu({ all }: { all: readonly Console[] }) {
  const { t } = useTranslation();
  const [said, setSaid] = useState("");
  const take = (kind: "steps" | "python") => recordedFiles(all, kind);
  const save = (files: readonly RecordedFile[]) => {
    for (const { name, text } of files) saveFile(name, new Blob([text], { type: "text/plain" }));
    setSaid(t(files.length === 0 ? "console.record.nothing" : "console.record.saved"));
  };
  const copy = async (files: readonly RecordedFile[]) => {
    const text = files
      .map((file) => (files.length === 1 ? file.text : `# ${file.name}\n${file.text}`))
      .join("\n");
    const isCopied = files.length > 0 && (await copyText(text));
    setSaid(
      t(
        files.length === 0
          ? "console.record.nothing"
          : isCopied
            ? "console.record.copied"
            : "console.record.notCopied",
      ),
    );
  };
  return (
    <>
      <span role="status" className="dim">
        {said}
      </span>
      <DropdownMenu.Root>
        <DropdownMenu.Trigger className="button button-small">
          {t("console.record.menu")}
        </DropdownMenu.Trigger>
        <DropdownMenu.Content className="menu" align="end">
          <DropdownMenu.Item className="menu-item menu-item-plain" onSelect={() => save(take("steps"))}>
            <Download size={14} aria-hidden="true" />
            {t("console.record.scenario")}
          </DropdownMenu.Item>
          <DropdownMenu.Item className="menu-item menu-item-plain" onSelect={() => save(take("python"))}>
            <Download size={14} aria-hidden="true" />
            {t("console.record.python")}
          </DropdownMenu.Item>
          <DropdownMenu.Item className="menu-item menu-item-plain" onSelect={() => void copy(take("python"))}>
            <Copy size={14} aria-hidden="true" />
            {t("console.record.copyPython")}
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu.Root>
    </>
  );
}
