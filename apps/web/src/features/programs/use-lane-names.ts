import { useMemo } from "react";
import type { Lane } from "../../record/lanes.js";
import type { Program } from "../../shared/program.js";
import { useModel } from "../../shared/use-model.js";
import { useRunner } from "../runs/public.js";
import { usePrograms } from "./programs-context.js";

interface LaneNames {
  programOfLane(lane: number): Program | undefined;
  nameOfLane(lane: number): string;
}

/** Each lane's program of this page, and what it is called. */
export function useLaneNames(lanes: readonly Lane[]): LaneNames {
  const { runs } = useRunner();
  const programs = usePrograms();
  const programOfPid = useModel(runs.store, (state) => state.programOfPid);
  return useMemo(() => {
    return {
      programOfLane(id) {
        const lane = lanes[id];
        if (lane === undefined) return undefined;
        const own = programOfPid.get(lane.lives.at(-1)?.pid ?? 0);
        return programs.find((program) =>
          own === undefined ? program.name === lane.name : program.id === own,
        );
      },
      nameOfLane: (id) => lanes[id]?.name ?? "",
    };
  }, [lanes, programs, programOfPid]);
}
