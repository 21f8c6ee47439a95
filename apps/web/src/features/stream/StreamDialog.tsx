import { DialogClose } from "../../shared/DialogClose.js";
import { Dialog } from "../../shared/overlays/Dialog.js";
import { useTranslation } from "../../shared/translation-context.js";
import { useModel } from "../../shared/use-model.js";
import { StreamChoice } from "./StreamChoice.js";
import { StreamView } from "./StreamView.js";
import { useStream } from "./stream-context.js";
import "./stream.css";

/** What the two ends of a connection said to each other, over the page. */
export function StreamDialog() {
  const { t } = useTranslation();
  const stream = useStream();
  const phase = useModel(stream.store, (state) => state.phase);
  return (
    <Dialog.Root open={phase.kind !== "closed"} onOpenChange={(isOpen) => !isOpen && stream.close()}>
      <Dialog.Content className="dialog dialog-stream" aria-describedby="stream-about">
        <div className="stream-title">
          <Dialog.Title>{t("data.stream.title")}</Dialog.Title>
          <StreamChoice />
        </div>
        <p id="stream-about" className="visually-hidden">
          {t("data.stream.about")}
        </p>
        {phase.kind === "loading" ? <p className="stream-note">{t("data.stream.loading")}</p> : null}
        {phase.kind === "failed" ? (
          <p className="stream-note stream-problem" role="alert">
            {t("data.stream.failed", { message: phase.message })}
          </p>
        ) : null}
        {phase.kind === "open" ? <StreamView talk={phase.talk} packet={phase.packet} /> : null}
        <DialogClose label={t("data.stream.close")} />
      </Dialog.Content>
    </Dialog.Root>
  );
}
