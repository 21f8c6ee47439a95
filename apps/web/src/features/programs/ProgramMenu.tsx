import { ArrowDown, ArrowUp, CircleDot, Copy, Download, Ellipsis, Pencil, Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import { useRecord } from "../../record/record-context.js";
import { DropdownMenu } from "../../shared/overlays/DropdownMenu.js";
import { MAX_PROGRAMS, type Program } from "../../shared/program.js";
import { saveFile } from "../../shared/save-file.js";
import { useTranslation } from "../../shared/translation-context.js";
import { PeerItems, targetOfProcess } from "../peer/public.js";
import { useRunner } from "../runs/public.js";
import { usePrograms, useProgramsModel } from "./programs-context.js";
import { sourceFile } from "./source-file.js";

interface ProgramMenuProps {
  program: Program;
  onRename(): void;
  onBreakpoints(): void;
}

/** What can be done with a program as a file: its name, its place, a copy; and where its breakpoints are listed. */
export function ProgramMenu({ program, onRename, onBreakpoints }: ProgramMenuProps) {
  const { t } = useTranslation();
  const model = useProgramsModel();
  const runner = useRunner();
  const { store: view } = useRecord();
  const programs = usePrograms();
  const index = programs.findIndex(({ id }) => id === program.id);
  const { id, name } = program;
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger
        className="button button-icon button-quiet"
        aria-label={t("programs.more", { name })}
      >
        <Ellipsis size={15} aria-hidden="true" />
      </DropdownMenu.Trigger>
      <DropdownMenu.Content className="menu" align="end">
        <Item icon={<Pencil size={14} />} text={t("programs.rename")} onSelect={onRename} />
        <Item
          icon={<Copy size={14} />}
          text={t("programs.duplicate")}
          isDisabled={programs.length >= MAX_PROGRAMS}
          onSelect={() => model.duplicate(id)}
        />
        <Item
          icon={<ArrowUp size={14} />}
          text={t("programs.moveUp")}
          isDisabled={index === 0}
          onSelect={() => model.move(id, -1)}
        />
        <Item
          icon={<ArrowDown size={14} />}
          text={t("programs.moveDown")}
          isDisabled={index === programs.length - 1}
          onSelect={() => model.move(id, 1)}
        />
        <Item
          icon={<Download size={14} />}
          text={t("programs.download")}
          onSelect={() => void sourceFile(program).then((file) => saveFile(name, file))}
        />
        <Item icon={<CircleDot size={14} />} text={t("breakpoints.open")} onSelect={onBreakpoints} />
        <DropdownMenu.Separator className="menu-separator" />
        <DropdownMenu.Label className="menu-label">{t("otherEnd.title")}</DropdownMenu.Label>
        <PeerItems
          findTarget={() => targetOfProcess(view.getState().sockets.values(), runner.runs.runOf(id).pid)}
        />
        <DropdownMenu.Separator className="menu-separator" />
        <Item
          icon={<Trash2 size={14} />}
          text={t("programs.remove")}
          onSelect={() => {
            runner.stop(id);
            model.remove(id);
          }}
        />
      </DropdownMenu.Content>
    </DropdownMenu.Root>
  );
}

interface ItemProps {
  icon: ReactNode;
  text: string;
  isDisabled?: boolean;
  onSelect(): void;
}

function Item({ icon, text, isDisabled = false, onSelect }: ItemProps) {
  return (
    <DropdownMenu.Item className="menu-item menu-item-plain" disabled={isDisabled} onSelect={onSelect}>
      <span className="menu-icon" aria-hidden="true">
        {icon}
      </span>
      {text}
    </DropdownMenu.Item>
  );
}
