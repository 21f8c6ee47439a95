import { X } from "lucide-react";
import { Dialog } from "./overlays/Dialog.js";

/** The corner of a dialog that closes it. */
export function DialogClose({ label }: { label: string }) {
  return (
    <Dialog.Close className="button button-icon button-quiet dialog-close" aria-label={label}>
      <X size={16} aria-hidden="true" />
    </Dialog.Close>
  );
}
