import { useCallback } from "react";
import type { Lane } from "../../record/lanes.js";
import type { Program } from "../../shared/program.js";
import { useTranslation } from "../../shared/translation-context.js";
import { useModel } from "../../shared/use-model.js";
import { useRunner } from "../runs/public.js";
import { usePrograms } from "./programs-context.js";

interface LaneNames {
  programOfLane(lane: number): Program | undefined;
  nameOfLane(lane: number): string;
}

/** Each lane's program of this page, and what it is called. */
export function useLaneNames(lanes: readonly Lane[]): LaneNames {
  const { t } = useTranslation();
  const { runs } = useRunner();
  const programs = usePrograms();
  const programOfPid = useModel(runs.store, (state) => state.programOfPid);
  const programOfLane = useCallback(
    (id: number) => {
      const lane = lanes[id];
      if (lane === undefined || lane.kind === "nobody") return undefined;
      const pid = lane.lives.at(-1)?.pid ?? 0;
      const own = programOfPid.get(pid);
      return programs.find((program) =>
        own === undefined ? program.name === lane.name : program.id === own,
      );
    },
    [lanes, programs, programOfPid],
  );
  const nameOfLane = useCallback(
    (id: number) => {
      const lane = lanes[id];
      if (lane?.kind === "nobody") return t("programs.nobody");
      return lane?.name ?? "";
    },
    [lanes, t],
  );
  return { programOfLane, nameOfLane };
}
