import { useCallback } from "react";
import type { LabRecord } from "../../record/lab-record.js";
import type { Program } from "../../shared/program.js";
import { useTranslation } from "../../shared/translation-context.js";
import { useLaneNames } from "../programs/public.js";
import type { Column } from "./columns.js";

interface ColumnNames {
  programOfLane(lane: number): Program | undefined;
  /** What stands in a column's head, and what more where there is room. */
  headOf(column: Column): { name: string; more: string };
  /** The same apart from other columns: `server.py fd 4`. */
  nameOf(column: Column): string;
}

/** What columns are called. */
export function useColumnNames(record: LabRecord): ColumnNames {
  const { t } = useTranslation();
  const { lanes } = record;
  const { programOfLane, nameOfLane } = useLaneNames(lanes);
  const headOf = useCallback(
    ({ lane, part }: Column) => {
      if (part?.kind === "thread") return { name: part.thread, more: "" };
      if (part?.kind === "socket") return { name: socketName(record, lane, part.socket), more: "" };
      return {
        name: nameOfLane(lane),
        more: ` ${t("shared.pid", { pid: lanes[lane]?.lives.at(-1)?.pid ?? 0 })}`,
      };
    },
    [record, lanes, nameOfLane, t],
  );
  const nameOf = useCallback(
    (column: Column) =>
      column.part === null ? nameOfLane(column.lane) : `${nameOfLane(column.lane)} ${headOf(column).name}`,
    [nameOfLane, headOf],
  );
  return { programOfLane, headOf, nameOf };
}

/** By its descriptor; a connection that nobody has accepted by its peer's port. */
function socketName(record: LabRecord, lane: number, id: string): string {
  const fd = record.uses.of(lane).sockets.get(id)?.fd ?? record.sockets.find(id)?.fd ?? null;
  if (fd !== null) return `fd ${fd}`;
  const peer = record.sockets.find(id)?.latest?.peer;
  return peer && "port" in peer ? `← :${peer.port}` : "fd ?";
}
