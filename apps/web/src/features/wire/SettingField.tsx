import { useId, useState } from "react";
import { Hint } from "../../shared/Hint.js";
import { useTranslation } from "../../shared/translation-context.js";
import {
  type FieldFault,
  formatSetting,
  positionOf,
  readSetting,
  type SliderName,
  type SliderValue,
  STEPS,
  valueAt,
} from "./setting-fields.js";

interface SettingFieldProps {
  name: SliderName;
  label: string;
  value: SliderValue;
  isDisabled: boolean;
  onSet(value: SliderValue): void;
}

/** One setting: a slider, and its value to be typed, with its unit. */
export function SettingField({ name, label, value, isDisabled, onSet }: SettingFieldProps) {
  const { t } = useTranslation();
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const [fault, setFault] = useState<FieldFault | null>(null);
  const text = formatSetting(name, value, t("wire.noBound"));
  const take = () => {
    if (typed === null) return;
    const read = readSetting(name, typed);
    if ("fault" in read) {
      setFault(read);
      return;
    }
    setFault(null);
    setTyped(null);
    if (read.value !== value) onSet(read.value);
  };
  return (
    <div className="wire-field">
      <Hint text={t(`wire.hints.${name}`)}>
        <label htmlFor={id}>{label}</label>
      </Hint>
      <input
        type="range"
        min={0}
        max={STEPS}
        value={positionOf(name, value)}
        aria-label={t("wire.slider", { name: label })}
        aria-valuetext={text}
        disabled={isDisabled}
        onChange={(event) => {
          setTyped(null);
          setFault(null);
          onSet(valueAt(name, Number(event.target.value)));
        }}
      />
      <input
        id={id}
        className="wire-value"
        value={typed ?? text}
        disabled={isDisabled}
        aria-invalid={fault === null ? undefined : true}
        aria-describedby={fault === null ? undefined : `${id}-fault`}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={take}
        onKeyDown={(event) => {
          if (event.key === "Enter") take();
          if (event.key !== "Escape") return;
          setTyped(null);
          setFault(null);
        }}
      />
      {fault === null ? null : (
        <p id={`${id}-fault`} className="field-fault" role="alert">
          {fault.fault === "number"
            ? t("wire.faults.number", { example: text })
            : t("wire.faults.bounds", { from: fault.from, to: fault.to })}
        </p>
      )}
    </div>
  );
}
