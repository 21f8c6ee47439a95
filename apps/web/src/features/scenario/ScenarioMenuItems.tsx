import { BookOpen, FileUp, ListChecks, Save } from "lucide-react";
import { MenuItem } from "../../shared/overlays/MenuItem.js";
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
      <MenuItem
        icon={<BookOpen size={14} />}
        text={t("scenarios.gallery")}
        onSelect={() => door.open("gallery")}
      />
      <MenuItem icon={<FileUp size={14} />} text={t("scenarios.file")} onSelect={() => void openFile()} />
      <MenuItem icon={<Save size={14} />} text={t("scenarios.save")} onSelect={() => door.open("save")} />
      {hasScenario ? (
        <MenuItem
          icon={<ListChecks size={14} />}
          text={t("scenarios.show")}
          onSelect={() => door.setShown(true)}
        />
      ) : null}
    </>
  );
}
