import type { Lane } from "../../record/lanes.js";
import { useTranslation } from "../../shared/translation-context.js";
import type { RowContext } from "./row-context.js";

/** The lanes' names, which stay in sight: who stands where. */
export function Heads({ lanes, context }: { lanes: readonly Lane[]; context: RowContext }) {
  const { t } = useTranslation();
  const { xs, headWidth, width } = context.geometry;
  return (
    <div className="diagram-heads" style={{ width }} aria-hidden="true">
      {lanes.map((lane) => {
        const x = xs[lane.id] ?? 0;
        const left = Math.max(4, Math.min(x - headWidth / 2, width - headWidth - 4));
        const life = lane.lives.at(-1);
        const isAlive = life !== undefined && life.endSeq === null;
        return (
          <div
            key={lane.id}
            className={`diagram-head ${isAlive ? "" : "diagram-head-ended"}`}
            data-colour={context.programOfLane(lane.id)?.colour ?? ""}
            style={{ left, width: headWidth }}
          >
            <span className="diagram-head-text" title={context.nameOfLane(lane.id)}>
              <span className="ellipsis">{context.nameOfLane(lane.id)}</span>
              {lane.kind === "nobody" ? null : (
                <span className="dim">{t("shared.pid", { pid: life?.pid ?? 0 })}</span>
              )}
            </span>
          </div>
        );
      })}
    </div>
  );
}
