import { limits, type WireRule } from "@sockpit/protocol";
import { Pencil, Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { IconButton } from "../../shared/IconButton.js";
import type { Translate } from "../../shared/translation.js";
import { useTranslation } from "../../shared/translation-context.js";
import { RuleEditor } from "./RuleEditor.js";
import { emptyRule, formOfRule, type RuleForm } from "./rule-form.js";
import { useWire } from "./wire-context.js";
import "./rules.css";

/** The rules of the wire, and a form for one. */
export function RuleList() {
  const { t } = useTranslation();
  const { model, configuration, canAct } = useWire();
  const { rules } = configuration;
  /** The rule that is edited, by its name; "" for a new one. */
  const [edited, setEdited] = useState<{ id: string; form: RuleForm } | null>(null);
  const save = (rule: WireRule) => {
    const others = rules.map((each) => (each.id === edited?.id ? rule : each));
    model.setRules(rules.some(({ id }) => id === edited?.id) ? others : [...rules, rule]);
    setEdited(null);
  };
  const isFull = rules.length >= limits.wireRules;
  return (
    <div className="wire-rules">
      {rules.length === 0 ? (
        <p className="dim">{t("wire.rules.empty")}</p>
      ) : (
        <ol className="wire-rule-list" aria-label={t("wire.rules.list")}>
          {rules.map((rule) => (
            <li key={rule.id} className="wire-rule quiet-buttons">
              <code>{rule.id}</code>
              <span className="dim">{ruleInWords(rule, t)}</span>
              <span className="spacer" />
              <RuleButtons
                rule={rule}
                isDisabled={!canAct}
                onEdit={(form) => setEdited({ id: rule.id, form })}
                onRemove={() => model.setRules(rules.filter(({ id }) => id !== rule.id))}
              />
            </li>
          ))}
        </ol>
      )}
      {edited === null ? (
        <button
          type="button"
          className="button button-small"
          disabled={!canAct || isFull}
          onClick={() => setEdited({ id: "", form: emptyRule })}
        >
          <Plus size={14} aria-hidden="true" />
          {t("wire.rules.add")}
        </button>
      ) : (
        <RuleEditor
          key={edited.id}
          form={edited.form}
          isNew={edited.id === ""}
          otherIds={rules.map(({ id }) => id).filter((id) => id !== edited.id)}
          onSave={save}
          onCancel={() => setEdited(null)}
        />
      )}
      {isFull ? <p className="dim">{t("wire.rules.full", { count: limits.wireRules })}</p> : null}
    </div>
  );
}

interface RuleButtonsProps {
  rule: WireRule;
  isDisabled: boolean;
  onEdit(form: RuleForm): void;
  onRemove(): void;
}

function RuleButtons({ rule, isDisabled, onEdit, onRemove }: RuleButtonsProps) {
  const { t } = useTranslation();
  const form = formOfRule(rule);
  return (
    <>
      {form === null ? null : (
        <IconButton
          label={t("wire.rules.edit", { id: rule.id })}
          icon={<Pencil size={13} aria-hidden="true" />}
          isDisabled={isDisabled}
          onClick={() => onEdit(form)}
        />
      )}
      <IconButton
        label={t("wire.rules.remove", { id: rule.id })}
        icon={<Trash2 size={13} aria-hidden="true" />}
        isDisabled={isDisabled}
        onClick={onRemove}
      />
    </>
  );
}

/** `drop: client → server, SYN, no. 1`. */
function ruleInWords(rule: WireRule, t: Translate): string {
  const form = formOfRule(rule);
  const action = t(`wire.rules.actions.${rule.action.do}`);
  if (form === null) return t("wire.rules.more", { action });
  const any = t("wire.rules.anyHost");
  const ends = { from: form.from || any, to: form.to || any };
  const which = [
    ...(form.from === "" && form.to === "" ? [] : [t("wire.direction", ends)]),
    t(`wire.rules.kinds.${form.kind}`),
    ...(form.turn === "all" ? [] : [t(`wire.rules.parts.${form.turn}`, { number: form.number })]),
    ...(form.port === "" ? [] : [t("wire.rules.parts.port", { port: form.port })]),
    ...(form.payload === "" ? [] : [t("wire.rules.parts.payload", { text: form.payload })]),
  ];
  const by = rule.action.do === "delay" ? ` ${rule.action.byMs} ms` : "";
  return t("wire.rules.says", { action: `${action}${by}`, which: which.join(", ") });
}
