import { Copy, Eraser } from "lucide-react";
import { memo, useRef, useState } from "react";
import { ChoiceButtons } from "../../shared/ChoiceButtons.js";
import { copyText } from "../../shared/copy-text.js";
import { formatSize } from "../../shared/format/format-size.js";
import { IconButton } from "../../shared/IconButton.js";
import { useTranslation } from "../../shared/translation-context.js";
import { useFollowEnd } from "../../shared/use-follow-end.js";
import { useModel } from "../../shared/use-model.js";
import { hexDump, textOf, Utf8Text } from "../stream/public.js";
import type { Terminal } from "./terminal-model.js";
import type { Transcript, TranscriptEntry } from "./transcript.js";

type Form = "text" | "hex";

/** What was sent and received, in its order. */
export function TerminalLog({ terminal }: { terminal: Terminal }) {
  const { t } = useTranslation();
  const { transcript, state } = useModel(terminal.store, (view) => view);
  const [form, setForm] = useState<Form>("text");
  const [said, setSaid] = useState("");
  const box = useRef<HTMLDivElement>(null);
  const { onScroll } = useFollowEnd(box, `${transcript.entries.at(-1)?.id} ${form}`);
  const { entries, droppedBytes } = transcript;
  const copy = async () =>
    setSaid(t((await copyText(wholeText(transcript, form))) ? "peer.copied" : "peer.notCopied"));
  if (entries.length === 0) return <p className="peer-note peer-empty">{t("peer.terminal.empty")}</p>;
  return (
    <div className="peer-log-frame">
      <div className="peer-log-bar quiet-buttons">
        <ChoiceButtons
          label={t("peer.terminal.show")}
          choices={["text", "hex"] as const}
          chosen={form}
          nameOf={(choice) => t(`peer.terminal.forms.${choice}`)}
          onChoose={(choice) => setForm(choice)}
          className="view-switch"
          buttonClassName="view-choice"
        />
        <IconButton
          label={t("peer.copy")}
          icon={<Copy size={14} aria-hidden="true" />}
          onClick={() => void copy()}
        />
        <IconButton
          label={t("peer.terminal.clear")}
          icon={<Eraser size={14} aria-hidden="true" />}
          onClick={() => terminal.clear()}
        />
        <span role="status" className="dim">
          {said}
        </span>
      </div>
      <div
        ref={box}
        className="peer-log"
        role="log"
        aria-label={t("peer.terminal.log", { address: "address" in state ? state.address : "" })}
        // A region that scrolls has to be reachable by keyboard.
        // biome-ignore lint/a11y/noNoninteractiveTabindex: see above.
        tabIndex={0}
        onScroll={onScroll}
      >
        {droppedBytes === 0 ? null : (
          <p className="peer-note">{t("peer.terminal.dropped", { size: formatSize(droppedBytes) })}</p>
        )}
        {entries.map((entry) => (
          <Entry key={entry.id} entry={entry} form={form} />
        ))}
      </div>
    </div>
  );
}

const Entry = memo(function Entry({ entry, form }: { entry: TranscriptEntry; form: Form }) {
  const { t } = useTranslation();
  if (entry.kind === "note") {
    return (
      <p className="peer-note" data-note={entry.note}>
        {t(`peer.terminal.notes.${entry.note}`, { text: entry.text })}
      </p>
    );
  }
  const { bytes, kind, from } = entry;
  return (
    // Told apart by colour and sign, and by name for a screen reader.
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for a form.
    <div className={`peer-said peer-${kind}`} role="group" aria-label={t(`peer.terminal.${kind}`)}>
      <span className="peer-sign" aria-hidden="true">
        {kind === "sent" ? ">" : "<"}
      </span>
      <div className="peer-bytes">
        {from === undefined ? null : (
          <span className="dim">{t("peer.terminal.from", { address: from })} </span>
        )}
        {form === "hex" ? hexDump(bytes) : <Utf8Text {...withoutLastEnd(bytes)} />}
      </div>
    </div>
  );
});

/** The end of the last line would show as an empty line below it. */
function withoutLastEnd(bytes: Uint8Array): { bytes: Uint8Array; from: number; to: number } {
  const end = bytes.at(-1) === 10 ? (bytes.at(-2) === 13 ? 2 : 1) : 0;
  return { bytes, from: 0, to: bytes.length - end };
}

function wholeText({ entries }: Transcript, form: Form): string {
  const pieces = entries.flatMap((entry) => (entry.kind === "note" ? [] : [entry]));
  return pieces
    .map(
      ({ kind, bytes }) =>
        `${kind === "sent" ? ">" : "<"} ${form === "hex" ? `\n${hexDump(bytes)}\n` : textOf(bytes)}`,
    )
    .join("");
}
