import { useId } from "react";
import { MAX_ARGUMENTS_LENGTH, type Program } from "../../shared/program.js";
import { useTranslation } from "../../shared/translation-context.js";
import { splitArguments } from "./split-arguments.js";

/** The line that starts the program, as in a terminal; its arguments can be written there. */
export function CommandLine({ program, onChange }: { program: Program; onChange(text: string): void }) {
  const { t } = useTranslation();
  const faultId = useId();
  const text = program.arguments ?? "";
  const line = splitArguments(text);
  const isFaulty = line.kind === "fault";
  return (
    <div className="command-line">
      <label>
        <span className="command-prompt" aria-hidden="true">
          $ python3 {program.name}
        </span>
        <input
          aria-label={t("runs.arguments", { name: program.name })}
          aria-invalid={isFaulty}
          aria-describedby={isFaulty ? faultId : undefined}
          value={text}
          maxLength={MAX_ARGUMENTS_LENGTH}
          placeholder={t("runs.argumentsPlaceholder")}
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="off"
          onChange={(event) => onChange(event.target.value)}
        />
      </label>
      {isFaulty ? (
        <span id={faultId} className="field-fault" role="alert">
          {t(`runs.argumentFaults.${line.fault}`)}
        </span>
      ) : null}
    </div>
  );
}
