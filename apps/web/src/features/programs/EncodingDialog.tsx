import { useMemo, useState } from "react";
import { DialogClose } from "../../shared/DialogClose.js";
import { Dialog } from "../../shared/overlays/Dialog.js";
import { withTexts } from "../../shared/translation.js";
import { TranslationContext, useTranslation } from "../../shared/translation-context.js";
import { encodingStrings } from "./encoding-strings.js";
import { addProgram, type UnreadFile } from "./open-programs.js";
import { useProgramsModel } from "./programs-context.js";
import "./encoding.css";

/** Lines of a file, and characters of each, by which a person sees whether it is read rightly. */
const SHOWN_LINES = 5;
const SHOWN_CHARACTERS = 80;

interface EncodingDialogProps {
  file: UnreadFile;
  onClose(): void;
}

/** Asks how a file is to be read that is no UTF-8 and does not say what it is. The file itself stays as it is. */
export function EncodingDialog(props: EncodingDialogProps) {
  const page = useTranslation();
  const translation = useMemo(() => withTexts(page, "encoding.", encodingStrings[page.language]), [page]);
  return (
    <TranslationContext value={translation}>
      <OpenDialog {...props} />
    </TranslationContext>
  );
}

function OpenDialog({ file, onClose }: EncodingDialogProps) {
  const { t } = useTranslation();
  const { name, readings } = file;
  const isText = readings.length > 0;
  return (
    <Dialog.Root open onOpenChange={onClose}>
      <Dialog.Content className="dialog" aria-describedby="encoding-about">
        <Dialog.Title>{t(isText ? "encoding.title" : "encoding.notText", { name })}</Dialog.Title>
        <p id="encoding-about" className="encoding-about">
          {t(isText ? "encoding.about" : "encoding.notTextAbout")}
        </p>
        {isText ? <Readings file={file} onClose={onClose} /> : null}
        <DialogClose label={t("shared.close")} />
      </Dialog.Content>
    </Dialog.Root>
  );
}

/** The text as each encoding would have it, one of them chosen. */
function Readings({ file: { name, readings }, onClose }: EncodingDialogProps) {
  const { t } = useTranslation();
  const programs = useProgramsModel();
  const [chosen, setChosen] = useState(readings[0]);
  return (
    <>
      <fieldset className="encodings">
        <legend>{t("encoding.choose")}</legend>
        {readings.map((reading) => (
          <label key={reading.encoding} className="encoding">
            <input
              type="radio"
              name="encoding"
              checked={reading === chosen}
              onChange={() => setChosen(reading)}
            />
            <span>{t(`encoding.names.${reading.encoding}`)}</span>
            <code>{sampleOf(reading.text, 1)}</code>
          </label>
        ))}
      </fieldset>
      <section aria-label={t("encoding.preview")}>
        <pre className="encoding-preview">{sampleOf(chosen?.text ?? "", SHOWN_LINES)}</pre>
      </section>
      <p className="dim">{t("encoding.kept")}</p>
      <div className="encoding-actions">
        <button type="button" className="button" onClick={onClose}>
          {t("encoding.skip")}
        </button>
        <button
          type="button"
          className="button button-primary"
          onClick={() => {
            onClose();
            addProgram(programs, name, chosen?.text ?? "");
          }}
        >
          {t("encoding.open")}
        </button>
      </div>
    </>
  );
}

/** The first lines that are not ASCII: where readings differ. */
function sampleOf(text: string, lines: number): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is meant.
  const telling = text.split(/\r\n?|\n/).filter((line) => /[^\x00-\x7f]/.test(line));
  return telling
    .slice(0, lines)
    .map((line) => [...line.trim()].slice(0, SHOWN_CHARACTERS).join(""))
    .join("\n");
}
