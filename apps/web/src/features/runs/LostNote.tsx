import type { ProgramEnd } from "@sockpit/python";
import { useTranslation } from "../../shared/translation-context.js";
import { codeText } from "../errors/public.js";

/** Why a program's lab was lost to it, as far as that is known. */
export function LostNote({ end: { code, message } }: { end: ProgramEnd }) {
  const { t, language } = useTranslation();
  const text = code === undefined ? message : codeText(code, language).meaning;
  return <p className="output-note output-note-lost">{text ?? t("runs.lost")}</p>;
}
