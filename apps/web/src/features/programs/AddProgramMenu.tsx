import { FileUp, Plus } from "lucide-react";
import { Suspense, useRef, useState } from "react";
import { onDemand } from "../../shared/on-demand.js";
import { DropdownMenu } from "../../shared/overlays/DropdownMenu.js";
import { MAX_PROGRAMS } from "../../shared/program.js";
import { useTranslation } from "../../shared/translation-context.js";
import { useLanguage } from "../../shared/use-language.js";
import type { UnreadFile } from "./open-programs.js";
import { usePrograms, useProgramsModel } from "./programs-context.js";
import { templates } from "./templates.js";

const EncodingDialog = onDemand(async () => (await import("./EncodingDialog.js")).EncodingDialog);

/** Adds a program: an empty one, one from a template, or a file of this computer. */
export function AddProgramMenu() {
  const { t } = useTranslation();
  const language = useLanguage();
  const model = useProgramsModel();
  const isFull = usePrograms().length >= MAX_PROGRAMS;
  const picker = useRef<HTMLInputElement>(null);
  const [[unread, ...others], setUnread] = useState<readonly UnreadFile[]>([]);
  const open = async (files: readonly File[]) => {
    const { openPrograms } = await import("./open-programs.js");
    setUnread(await openPrograms(model, files));
  };
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
          void open([...(currentTarget.files ?? [])]);
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
      {unread === undefined ? null : (
        <Suspense>
          <EncodingDialog key={unread.name} file={unread} onClose={() => setUnread(others)} />
        </Suspense>
      )}
    </DropdownMenu.Root>
  );
}
