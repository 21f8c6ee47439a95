import type { WireRule } from "@sockpit/protocol";
import { type ReactNode, useId, useState } from "react";
import { useTranslation } from "../../shared/translation-context.js";
import {
  actionNames,
  emptyRule,
  exampleNames,
  packetKinds,
  type RuleField,
  type RuleForm,
  ruleExamples,
  ruleOfForm,
  turns,
} from "./rule-form.js";
import { useWire } from "./wire-context.js";

interface RuleEditorProps {
  form: RuleForm;
  isNew: boolean;
  otherIds: readonly string[];
  onSave(rule: WireRule): void;
  onCancel(): void;
}

/** The form of a rule. What is wrong is said at its field. */
export function RuleEditor({ form: initial, isNew, otherIds, onSave, onCancel }: RuleEditorProps) {
  const { t } = useTranslation();
  const { hosts } = useWire();
  const id = useId();
  const [form, setForm] = useState(initial);
  const [fault, setFault] = useState<{ field: RuleField; text: string } | null>(null);
  const change = (changed: Partial<RuleForm>) => {
    setForm({ ...form, ...changed });
    setFault(null);
  };
  const submit = () => {
    const made = ruleOfForm(form, otherIds);
    if ("rule" in made) onSave(made.rule);
    else setFault({ field: made.field, text: t(`wire.rules.faults.${made.fault}`) });
  };
  const describe = (field: RuleField) =>
    fault?.field === field ? { "aria-invalid": true, "aria-describedby": `${id}-fault` } : {};
  const field = (name: RuleField, control: ReactNode) => (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is what it is called with.
    <label className="wire-rule-field">
      <span>{t(`wire.rules.fields.${name}`)}</span>
      {control}
      {fault?.field === name ? (
        <span id={`${id}-fault`} className="field-fault" role="alert">
          {fault.text}
        </span>
      ) : null}
    </label>
  );
  const text = (name: "id" | "byMs" | "number" | "port" | "payload") =>
    field(
      name,
      <input
        value={form[name]}
        {...describe(name)}
        onChange={(event) => change({ [name]: event.target.value })}
      />,
    );
  const choice = <T extends string>(
    name: "action" | "kind" | "from" | "to" | "turn",
    choices: readonly T[],
    nameOf: (value: T) => string,
  ) =>
    field(
      name,
      <select
        value={form[name]}
        {...describe(name)}
        onChange={(event) => change({ [name]: event.target.value } as Partial<RuleForm>)}
      >
        {choices.map((value) => (
          <option key={value} value={value}>
            {nameOf(value)}
          </option>
        ))}
      </select>,
    );
  const hostName = (name: string) => (name === "" ? t("wire.rules.anyHost") : name);
  return (
    <form
      className="wire-rule-form"
      aria-label={t("wire.rules.form")}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {isNew ? (
        <div className="wire-rule-examples">
          <span className="dim">{t("wire.rules.examples")}</span>
          {exampleNames.map((name) => (
            <button
              key={name}
              type="button"
              className="filter-chip"
              onClick={() => change({ ...emptyRule, ...ruleExamples[name] })}
            >
              {t(`wire.rules.exampleNames.${name}`)}
            </button>
          ))}
        </div>
      ) : null}
      <div className="wire-rule-fields">
        {choice("action", actionNames, (name) => t(`wire.rules.actions.${name}`))}
        {form.action === "delay" ? text("byMs") : null}
        {choice("kind", packetKinds, (name) => t(`wire.rules.kinds.${name}`))}
        {choice("from", ["", ...hosts], hostName)}
        {choice("to", ["", ...hosts], hostName)}
        {choice("turn", turns, (name) => t(`wire.rules.turns.${name}`))}
        {form.turn === "all" ? null : text("number")}
        {text("port")}
        {text("payload")}
        {text("id")}
      </div>
      <div className="wire-rule-ends">
        <button type="submit" className="button button-small button-primary">
          {t("wire.rules.save")}
        </button>
        <button type="button" className="button button-small" onClick={onCancel}>
          {t("wire.rules.cancel")}
        </button>
      </div>
    </form>
  );
}
