import { OctagonX, Play, Square, StepForward } from "lucide-react";
import { Suspense, useState } from "react";
import { IconButton } from "../../shared/IconButton.js";
import { keys } from "../../shared/keys.js";
import { onDemand } from "../../shared/on-demand.js";
import type { Program } from "../../shared/program.js";
import { useTranslation } from "../../shared/translation-context.js";
import { useModel } from "../../shared/use-model.js";
import { useLab } from "../lab/public.js";
import { isActive, StatusBadge, useProgramStatus, useRun, useRunner } from "../runs/public.js";
import { ProgramMenu } from "./ProgramMenu.js";
import { ProgramTitle } from "./ProgramTitle.js";
import { useProgramsModel } from "./programs-context.js";
import "./programs.css";

const HostSelect = onDemand(async () => (await import("../hosts/public.js")).HostSelect);

interface ProgramHeaderProps {
  program: Program;
  /** Opens the list of breakpoints. */
  onBreakpoints(): void;
}

export function ProgramHeader({ program, onBreakpoints }: ProgramHeaderProps) {
  const { t } = useTranslation();
  const runner = useRunner();
  const model = useProgramsModel();
  const isOnWire = useModel(useLab().session.store, ({ lab }) => lab?.hosts !== undefined);
  const run = useRun(program.id);
  const status = useProgramStatus(program.id);
  const isRunning = isActive(run);
  const [isRenaming, setIsRenaming] = useState(false);
  return (
    <header className="program-header">
      <span className="program-dot" aria-hidden="true" />
      <div className="program-title">
        <ProgramTitle program={program} isRenaming={isRenaming} onRenaming={setIsRenaming} />
        <span className="program-place">
          {isOnWire ? (
            <Suspense>
              <HostSelect program={program} onChoose={(host) => model.setHost(program.id, host)} />
            </Suspense>
          ) : null}
          {run.pid === null ? null : <span className="program-pid">{t("shared.pid", { pid: run.pid })}</span>}
        </span>
      </div>
      <span className="program-facts">
        <StatusBadge status={status} />
      </span>
      <IconButton
        label={t("programs.run")}
        icon={<Play size={14} fill="currentColor" aria-hidden="true" />}
        keys={keys.run}
        isDisabled={isRunning || !runner.python.isSupported}
        onClick={() => runner.start(program.id)}
      />
      <IconButton
        label={t(run.state.kind === "running" ? "programs.pause" : "programs.step")}
        icon={<StepForward size={14} aria-hidden="true" />}
        keys={keys.stepOver}
        isDisabled={(isRunning && run.state.kind !== "running") || !runner.python.isSupported}
        onClick={() => runner.step(program.id)}
      />
      <IconButton
        label={t("programs.stop")}
        icon={<Square size={12} fill="currentColor" aria-hidden="true" />}
        keys={keys.stop}
        isDisabled={!isRunning}
        onClick={() => runner.stop(program.id)}
      />
      {isRunning && run.hasCaughtStop ? (
        <IconButton
          label={t("programs.kill")}
          icon={<OctagonX size={14} aria-hidden="true" />}
          onClick={() => runner.runs.kill(program.id)}
        />
      ) : null}
      <ProgramMenu program={program} onRename={() => setIsRenaming(true)} onBreakpoints={onBreakpoints} />
    </header>
  );
}
