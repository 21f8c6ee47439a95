import { Plus } from "lucide-react";
import { Suspense, useState } from "react";
import { afterUsable, onDemand } from "../../shared/on-demand.js";
import { DropdownMenu } from "../../shared/overlays/DropdownMenu.js";
import { useTranslation } from "../../shared/translation-context.js";
import type { UnreadFile } from "./open-programs.js";

const AddProgramItems = afterUsable(async () => (await import("./AddProgramItems.js")).AddProgramItems);
const EncodingDialog = onDemand(async () => (await import("./EncodingDialog.js")).EncodingDialog);

/** Adds a program: an empty one, one from a template, or a file of this computer. */
export function AddProgramMenu() {
  const { t } = useTranslation();
  const [[unread, ...others], setUnread] = useState<readonly UnreadFile[]>([]);
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger className="button button-small add-program">
        <Plus size={14} aria-hidden="true" />
        {t("programs.add")}
      </DropdownMenu.Trigger>
      <DropdownMenu.Content className="menu" align="end">
        <Suspense>
          <AddProgramItems onUnread={setUnread} />
        </Suspense>
      </DropdownMenu.Content>
      {unread === undefined ? null : (
        <Suspense>
          <EncodingDialog key={unread.name} file={unread} onClose={() => setUnread(others)} />
        </Suspense>
      )}
    </DropdownMenu.Root>
  );
}
