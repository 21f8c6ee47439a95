import { BookOpen, FileUp, ListChecks, Save } from "lucide-react";
import type { ReactNode } from "react";
import { DropdownMenu } from "../../shared/overlays/DropdownMenu.js";
import { pickFiles } from "../../shared/pick-files.js";
import { useTranslation } from "../../shared/translation-context.js";
import { useModel } from "../../shared/use-model.js";
import { useFiles } from "../files/public.js";
import { useScenarioDoor } from "./scenario-context.js";
import { isScenarioFile } from "./scenario-file.js";

export function ScenarioMenuItems() {
  const { t } = useTranslation();
  const door = useScenarioDoor();
  const hasScenario = useModel(useFiles().store, ({ files }) => [...files.keys()].some(isScenarioFile));
  const openFile = async () => {
    const [file] = (await pickFiles({ accept: ".scenario,text/plain" })) ?? [];
    if (file !== undefined) await door.openFile(file);
  };
  return (
    <>
      <Item
        icon={<BookOpen size={14} />}
        text={t("scenarios.gallery")}
        onSelect={() => door.open("gallery")}
      />
      <Item icon={<FileUp size={14} />} text={t("scenarios.file")} onSelect={() => void openFile()} />
      <Item icon={<Save size={14} />} text={t("scenarios.save")} onSelect={() => door.open("save")} />
      {hasScenario ? (
        <Item
          icon={<ListChecks size={14} />}
          text={t("scenarios.show")}
          onSelect={() => door.setShown(true)}
        />
      ) : null}
    </>
  );
}

function Item({ icon, text, onSelect }: { icon: ReactNode; text: string; onSelect(): void }) {
  return (
    <DropdownMenu.Item className="menu-item menu-item-plain" onSelect={onSelect}>
      <span className="menu-icon" aria-hidden="true">
        {icon}
      </span>
      {text}
    </DropdownMenu.Item>
  );
}
