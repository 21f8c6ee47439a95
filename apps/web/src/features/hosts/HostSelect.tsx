import type { Program } from "../../shared/program.js";
import { useModel } from "../../shared/use-model.js";
import { useLab } from "../lab/public.js";
import { isActive, useRun } from "../runs/public.js";
import { HostChoice } from "./HostChoice.js";
import { hostOfProgram } from "./host-of-program.js";
import { useHostTexts } from "./use-host-texts.js";

interface HostSelectProps {
  program: Program;
  onChoose(host: string): void;
}

/** The host that a program runs on, in a lab with a wire; another can be chosen while it does not run. */
export function HostSelect({ program, onChoose }: HostSelectProps) {
  const { t } = useHostTexts();
  const hosts = useModel(useLab().session.store, ({ lab }) => lab?.hosts);
  const isRunning = isActive(useRun(program.id));
  if (hosts === undefined) return null;
  const { name } = program;
  const host = hostOfProgram(program, hosts) ?? "";
  const label = t("hosts.of", { name });
  return (
    <HostChoice
      label={label}
      fixed={isRunning ? t("hosts.runs", { name, host }) : undefined}
      hosts={hosts}
      host={host}
      onChoose={onChoose}
    />
  );
}
