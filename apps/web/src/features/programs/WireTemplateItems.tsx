import type { WireHost } from "@sockpit/protocol";
import { DropdownMenu } from "../../shared/overlays/DropdownMenu.js";
import { useLanguage } from "../../shared/use-language.js";
import { useHostTexts } from "../hosts/public.js";
import { useProgramsModel } from "./programs-context.js";
import { wireTemplates } from "./wire-templates.js";

interface WireTemplateItemsProps {
  hosts: readonly WireHost[];
  isFull: boolean;
}

/** Adds a program for a lab of hosts, on the host that it is for. */
export function WireTemplateItems({ hosts, isFull }: WireTemplateItemsProps) {
  const { t } = useHostTexts();
  const model = useProgramsModel();
  return (
    <>
      {wireTemplates(hosts, useLanguage()).map(({ kind, name, source, host }) => (
        <DropdownMenu.Item
          key={kind}
          className="menu-item menu-item-plain"
          disabled={isFull}
          onSelect={() => {
            const id = model.add({ name, source });
            if (id !== undefined) model.setHost(id, host);
          }}
        >
          {t(`hosts.templates.${kind}`, { host })}
        </DropdownMenu.Item>
      ))}
      <DropdownMenu.Separator className="menu-separator" />
    </>
  );
}
