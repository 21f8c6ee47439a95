import { useEffect } from "react";
import type { Program } from "../../shared/program.js";
import type { Run } from "../runs/public.js";
import { HintCard } from "./HintCard.js";
import { useHint } from "./use-hint.js";

export interface ProgramHintProps {
  program: Program;
  run: Run;
  /** Whether there is a hint. */
  onPresence?(isPresent: boolean): void;
}

/** The hint for a program, where there is one. */
export function ProgramHint({ program, run, onPresence }: ProgramHintProps) {
  const hint = useHint(program, run);
  const isPresent = hint !== undefined;
  useEffect(() => onPresence?.(isPresent), [isPresent, onPresence]);
  return isPresent ? <HintCard hint={hint} program={program} /> : null;
}
