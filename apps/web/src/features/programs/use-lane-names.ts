import { useMemo } from "react";
import type { Lane } from "../../record/lanes.js";
import type { Program } from "../../shared/program.js";
import { useModel } from "../../shared/use-model.js";
import { nameOfProcess, programOfRun, useRunner } from "../runs/public.js";
import { usePrograms } from "./programs-context.js";

interface LaneNames {
  programOfLane(lane: number): Program | undefined;
  nameOfLane(lane: number): string;
}

/** Each lane's program of this page, and what it is called. */
export function useLaneNames(lanes: readonly Lane[]): LaneNames {
  const { runs } = useRunner();
  const programs = usePrograms();
  const runOfPid = useModel(runs.store, (state) => state.runOfPid);
  return useMemo(() => {
    return {
      programOfLane(id) {
        const lane = lanes[id];
        if (lane === undefined) return undefined;
        const own = runOfPid.get(lane.lives.at(-1)?.pid ?? 0);
        return programs.find((program) =>
          own === undefined ? program.name === nameOfProcess(lane.name) : program.id === programOfRun(own),
        );
      },
      nameOfLane: (id) => lanes[id]?.name ?? "",
    };
  }, [lanes, programs, runOfPid]);
}
