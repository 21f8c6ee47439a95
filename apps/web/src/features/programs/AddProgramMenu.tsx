import { FileUp, Plus } from "lucide-react";
import { useRef } from "react";
import { DropdownMenu } from "../../shared/overlays/DropdownMenu.js";
import { MAX_PROGRAMS } from "../../shared/program.js";
import { useTranslation } from "../../shared/translation-context.js";
import { useLanguage } from "../../shared/use-language.js";
import { openPrograms } from "./open-programs.js";
import { usePrograms, useProgramsModel } from "./programs-context.js";
import { templates } from "./templates.js";

/** Adds a program: an empty one, one from a template, or a file of this computer. */
export function AddProgramMenu() {
  const { t } = useTranslation();
  const language = useLanguage();
  const model = useProgramsModel();
  const isFull = usePrograms().length >= MAX_PROGRAMS;
  const picker = useRef<HTMLInputElement>(null);
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger className="button button-small add-program">
        <Plus size={14} aria-hidden="true" />
        {t("programs.add")}
      </DropdownMenu.Trigger>
      <input
        ref={picker}
        type="file"
        accept=".py,text/x-python"
        multiple
        hidden
        onChange={({ currentTarget }) => {
          void openPrograms(model, [...(currentTarget.files ?? [])]);
          currentTarget.value = "";
        }}
      />
      <DropdownMenu.Content className="menu" align="end">
        {isFull ? <p className="menu-note">{t("programs.full", { count: MAX_PROGRAMS })}</p> : null}
        {templates.map(({ kind, name, source }) => (
          <DropdownMenu.Item
            key={kind}
            className="menu-item menu-item-plain"
            disabled={isFull}
            onSelect={() => model.add({ name, source: source[language] })}
          >
            {t(`programs.templates.${kind}`)}
          </DropdownMenu.Item>
        ))}
        <DropdownMenu.Separator className="menu-separator" />
        <DropdownMenu.Item
          className="menu-item menu-item-plain"
          disabled={isFull}
          onSelect={() => picker.current?.click()}
        >
          <FileUp size={14} aria-hidden="true" />
          {t("programs.open")}
        </DropdownMenu.Item>
      </DropdownMenu.Content>
    </DropdownMenu.Root>
  );
}
