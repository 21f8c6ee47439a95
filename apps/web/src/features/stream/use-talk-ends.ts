import { useRecord } from "../../record/record-context.js";
import { useTranslation } from "../../shared/translation-context.js";
import { useModel } from "../../shared/use-model.js";
import { useLaneNames } from "../programs/public.js";
import type { Talk } from "./talk.js";

/** An end of a talk as it is shown. */
export interface ShownEnd {
  name: string;
  colour: number | undefined;
}

/** Each end's program, else its address, and the program's colour. */
export function useTalkEnds({ ends }: Talk): readonly [ShownEnd, ShownEnd] {
  const { t } = useTranslation();
  const lanes = useModel(useRecord().store, ({ record }) => record.lanes);
  const { programOfLane, nameOfLane } = useLaneNames(lanes);
  const shown = ({ lane, address }: Talk["ends"][0]): ShownEnd => {
    const isProgram = lane !== null && lanes[lane] !== undefined;
    return {
      name: isProgram ? nameOfLane(lane) : (address ?? t("data.stream.peer")),
      colour: isProgram ? programOfLane(lane)?.colour : undefined,
    };
  };
  const [a, b] = [shown(ends[0]), shown(ends[1])];
  if (a.name !== b.name) return [a, b];
  // One program that talks to itself: its ends differ by their addresses.
  const named = (end: ShownEnd, { address }: Talk["ends"][0]) => ({
    ...end,
    name: `${end.name} ${address ?? ""}`,
  });
  return [named(a, ends[0]), named(b, ends[1])];
}
