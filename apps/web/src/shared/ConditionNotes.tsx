import type { CallConditionKind } from "@sockpit/protocol";
import { Fragment } from "react";
import { useTranslation } from "./translation-context.js";
import "./cut-note.css";

/** Which conditions of the lab changed a call. */
export function ConditionNotes({ conditions }: { conditions: readonly CallConditionKind[] }) {
  const { t } = useTranslation();
  return conditions.map((kind) => (
    <Fragment key={kind}>
      {" "}
      <span className="packet-note">{t(`shared.conditions.${kind}`)}</span>
    </Fragment>
  ));
}
