import { useEffect, useMemo } from "react";
import { useStore } from "zustand";
import type { Program } from "../../shared/program.js";
import { useTicker } from "../../shared/ticker-context.js";
import { useFiles } from "../files/public.js";
import { hostOfProgram } from "../hosts/public.js";
import { useLab } from "../lab/public.js";
import { usePrograms } from "../programs/public.js";
import { isActive, type Run, useRunner } from "../runs/public.js";
import { useMoment, useView } from "../time/public.js";
import { findHint } from "./find-hint.js";
import type { Hint } from "./hint.js";
import { twoPrograms } from "./two-programs.js";

/** The hint for a program at the moment that the page shows. While the program goes on, time alone can bring one. */
export function useHint(program: Program, run: Run): Hint | undefined {
  const runner = useRunner();
  const programs = usePrograms();
  const view = useView();
  const files = useFiles();
  const wheels = useStore(files.wheels.store, ({ names }) => names);
  const moment = useMoment();
  const ticker = useTicker();
  const isGoingOn = isActive(run);
  useEffect(() => (isGoingOn ? ticker.watch() : undefined), [isGoingOn, ticker]);
  const second = useStore(ticker.store, () => (isGoingOn ? Math.floor(moment.nowUs() / 1_000_000) : 0));
  const lacksModule = run.failures.some(({ module }) => module !== null);
  useEffect(() => {
    if (lacksModule) void files.wheels.ask();
  }, [lacksModule, files]);
  const hosts = useStore(useLab().session.store, ({ lab }) => lab?.hosts);
  const onWire = useMemo(() => {
    const host = hosts && hostOfProgram(program, hosts);
    return hosts === undefined || host === undefined ? undefined : { host, hosts };
  }, [program, hosts]);
  const parts = useMemo(() => twoPrograms(program.source), [program.source]);
  return useMemo(() => {
    const isBusy = (pid: number) => {
      const id = runner.runOfPid(pid) ?? runner.programOfPid(pid);
      if (id === undefined) return false;
      const { state, waits } = runner.runs.runOf(id);
      return state.kind !== "running" || waits.some(({ toUs }) => toUs === null);
    };
    const nowUs = second * 1_000_000;
    return findHint({ program, programs, run, view, nowUs, isBusy, parts, onWire, wheels });
  }, [program, programs, run, view, second, runner, parts, onWire, wheels]);
}
