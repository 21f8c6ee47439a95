import { useId } from "react";
import { MAX_ARGUMENTS_LENGTH, type Program } from "../../shared/program.js";
import { useTranslation } from "../../shared/translation-context.js";
import { useModel } from "../../shared/use-model.js";
import { isStepsFile } from "../steps/public.js";
import { copyNumbers } from "./copies.js";
import { useRunner } from "./runner-context.js";
import { splitArguments } from "./split-arguments.js";

/** The line that starts the program, as in a terminal; its arguments can be written there. */
export function CommandLine({ program, onChange }: { program: Program; onChange(text: string): void }) {
  const { t } = useTranslation();
  const faultId = useId();
  const text = program.arguments ?? "";
  const line = splitArguments(text);
  const isFaulty = line.kind === "fault";
  // Steps take no arguments.
  if (isStepsFile(program.name))
    return (
      <div className="command-line">
        <span className="command-words command-prompt">{program.name}</span>
        <RunCount program={program} />
      </div>
    );
  return (
    <div className="command-line">
      <label className="command-words">
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
      <RunCount program={program} />
      {isFaulty ? (
        <span id={faultId} className="field-fault" role="alert">
          {t(`runs.argumentFaults.${line.fault}`)}
        </span>
      ) : null}
    </div>
  );
}

/** How many times *Run* runs it at once. */
function RunCount({ program: { id, name } }: { program: Program }) {
  const { t } = useTranslation();
  const { counts } = useRunner().runs;
  const count = useModel(counts.store, (state) => state.get(id) ?? 1);
  return (
    <label className="run-count" title={t("runs.count", { name })}>
      <span aria-hidden="true">×</span>
      <select
        aria-label={t("runs.count", { name })}
        value={count}
        onChange={(event) => counts.set(id, Number(event.target.value))}
      >
        {copyNumbers.map((number) => (
          <option key={number}>{number}</option>
        ))}
      </select>
    </label>
  );
}
