import { FileUp } from "lucide-react";
import { Suspense } from "react";
import { onFirstUse } from "../../shared/on-demand.js";
import { DropdownMenu } from "../../shared/overlays/DropdownMenu.js";
import { pickFiles } from "../../shared/pick-files.js";
import { MAX_PROGRAMS } from "../../shared/program.js";
import { useTranslation } from "../../shared/translation-context.js";
import { useLanguage } from "../../shared/use-language.js";
import { useModel } from "../../shared/use-model.js";
import { useFiles } from "../files/public.js";
import { useLab } from "../lab/public.js";
import { openPrograms, type UnreadFile } from "./open-programs.js";
import { usePrograms, useProgramsModel } from "./programs-context.js";
import { templates } from "./templates.js";

const WireTemplateItems = onFirstUse(async () => (await import("./WireTemplateItems.js")).WireTemplateItems);

interface AddProgramItemsProps {
  /** Files that nothing in them says how to read. */
  onUnread(files: readonly UnreadFile[]): void;
}

export function AddProgramItems({ onUnread }: AddProgramItemsProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const model = useProgramsModel();
  const files = useFiles();
  const hosts = useModel(useLab().session.store, ({ lab }) => lab?.hosts);
  const isFull = usePrograms().length >= MAX_PROGRAMS;
  const open = async () => {
    const picked = await pickFiles({ accept: ".py,.steps,text/x-python", isMultiple: true });
    onUnread(await openPrograms(model, picked ?? []));
  };
  return (
    <>
      {isFull ? <p className="menu-note">{t("programs.full", { count: MAX_PROGRAMS })}</p> : null}
      {hosts === undefined ? null : (
        <Suspense>
          <WireTemplateItems hosts={hosts} isFull={isFull} />
        </Suspense>
      )}
      {templates.map(({ kind, name, source, needsCertificate }) => (
        <DropdownMenu.Item
          key={kind}
          className="menu-item menu-item-plain"
          disabled={isFull}
          onSelect={() => {
            if (needsCertificate) void files.certificates().then((certificates) => certificates.makeUsual());
            model.add({ name, source: source[language] });
          }}
        >
          {t(`programs.templates.${kind}`)}
        </DropdownMenu.Item>
      ))}
      <DropdownMenu.Separator className="menu-separator" />
      <DropdownMenu.Item className="menu-item menu-item-plain" disabled={isFull} onSelect={() => void open()}>
        <FileUp size={14} aria-hidden="true" />
        {t("programs.open")}
      </DropdownMenu.Item>
    </>
  );
}
