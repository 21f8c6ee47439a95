import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import type { Program } from "../../shared/program.js";
import { useTranslation } from "../../shared/translation-context.js";
import type { NameFault } from "./program-name.js";
import { useProgramsModel } from "./programs-context.js";

interface ProgramTitleProps {
  program: Program;
  isRenaming: boolean;
  onRenaming(isRenaming: boolean): void;
}

/** A program's name, and the field for another one. */
export function ProgramTitle({ program, isRenaming, onRenaming }: ProgramTitleProps) {
  return (
    // A double click is a short cut to what the menu offers.
    <h2 className="program-name" onDoubleClick={() => onRenaming(true)}>
      {isRenaming ? <NameField program={program} onDone={() => onRenaming(false)} /> : program.name}
    </h2>
  );
}

function NameField({ program, onDone }: { program: Program; onDone(): void }) {
  const { t } = useTranslation();
  const model = useProgramsModel();
  const [name, setName] = useState(program.name);
  const [fault, setFault] = useState<NameFault>();
  const field = useRef<HTMLInputElement>(null);
  const faultId = useId();

  useEffect(() => {
    const input = field.current;
    // After the menu that asked for the field has given the focus back.
    const frame = requestAnimationFrame(() => {
      const dot = input?.value.lastIndexOf(".") ?? 0;
      input?.focus();
      input?.setSelectionRange(0, dot > 0 ? dot : (input?.value.length ?? 0));
    });
    return () => cancelAnimationFrame(frame);
  }, []);

  const keep = () => {
    const found = model.rename(program.id, name);
    setFault(found);
    if (found === undefined) onDone();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || (event.key !== "Enter" && event.key !== "Escape")) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === "Enter") keep();
    else onDone();
  };
  return (
    <span className="name-edit">
      <input
        ref={field}
        className="name-field"
        aria-label={t("programs.newName", { name: program.name })}
        aria-invalid={fault !== undefined}
        aria-describedby={fault === undefined ? undefined : faultId}
        value={name}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => {
          setName(event.target.value);
          setFault(undefined);
        }}
        onKeyDown={onKeyDown}
        onBlur={() => {
          // Who turns to something else means the name, where it can be one.
          if (fault === undefined) model.rename(program.id, name);
          onDone();
        }}
      />
      {fault === undefined ? null : (
        <span id={faultId} className="field-fault name-fault" role="alert">
          {t(`programs.nameFaults.${fault}`)}
        </span>
      )}
    </span>
  );
}
