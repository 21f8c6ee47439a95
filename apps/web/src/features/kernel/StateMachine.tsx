import type { StateStep } from "../../record/socket-history.js";
import { useTranslation } from "../../shared/translation-context.js";
import { Explain, termOf } from "../glossary/public.js";
import { machineEdges, machineStates, tcpPath } from "./tcp-machine.js";
import "./state-machine.css";

/** Pixels of the drawing, which is as wide as the narrowest pane. */
const BOX = { width: 84, height: 20 } as const;
const STEP = { x: 90, y: 37 } as const;
const SIZE = { width: 264, height: 242 } as const;

const centres = new Map(
  machineStates.map(({ state, column, row }) => [
    state,
    { x: BOX.width / 2 + column * STEP.x, y: BOX.height / 2 + row * STEP.y },
  ]),
);

/** The states of TCP (RFC 9293, figure 5): the present one lit, the way so far drawn strong. */
export function StateMachine({ steps }: { steps: readonly StateStep[] }) {
  const { t } = useTranslation();
  const path = tcpPath(steps);
  const present = path.at(-1)?.state;
  const visited = new Set(path.map(({ state }) => state));
  const walked = new Set(path.slice(1).map(({ state }, index) => `${path[index]?.state} ${state}`));
  return (
    <figure className="machine">
      <svg className="machine-drawing" viewBox={`0 0 ${SIZE.width} ${SIZE.height}`} aria-hidden="true">
        {machineEdges.map(([from, to]) => (
          <Edge key={`${from} ${to}`} from={from} to={to} isWalked={walked.has(`${from} ${to}`)} />
        ))}
        {machineStates.map(({ state }) => {
          const { x, y } = centres.get(state) ?? { x: 0, y: 0 };
          const look = state === present ? "present" : visited.has(state) ? "visited" : "other";
          return (
            <g key={state} className={`machine-${look}`}>
              <rect x={x - BOX.width / 2} y={y - BOX.height / 2} {...BOX} rx={5} />
              <text x={x} y={y + 3.5}>
                {state}
              </text>
            </g>
          );
        })}
      </svg>
      <figcaption>
        <span className="visually-hidden">{t("kernel.pathSoFar")}</span>
        {path.map(({ state, isPassed }, index) => (
          // The same state may come twice; its number in the path is what it is.
          <span key={index} className={isPassed ? "path-passed" : ""}>
            {index === 0 ? "" : " → "}
            <Explain term={termOf("state", state)}>{state}</Explain>
          </span>
        ))}
        {path.some(({ isPassed }) => isPassed) ? (
          <span className="path-note"> {t("kernel.passedNote")}</span>
        ) : null}
      </figcaption>
    </figure>
  );
}

type State = (typeof machineStates)[number]["state"];

function Edge({ from, to, isWalked }: { from: State; to: State; isWalked: boolean }) {
  const a = centres.get(from);
  const b = centres.get(to);
  if (a === undefined || b === undefined) return null;
  const isLevel = a.y === b.y;
  const direction = Math.sign(b.x - a.x);
  const start = isLevel
    ? { x: a.x + (direction * BOX.width) / 2, y: a.y }
    : { x: a.x, y: a.y + BOX.height / 2 };
  const end = isLevel
    ? { x: b.x - (direction * BOX.width) / 2, y: b.y }
    : { x: b.x, y: b.y - BOX.height / 2 };
  // Up and down arrows between neighbours in other columns leave and arrive a little towards each other.
  const lean = isLevel ? 0 : Math.min(22, Math.abs(b.x - a.x) / 3) * direction;
  const line = { x1: start.x + lean, y1: start.y, x2: end.x - lean, y2: end.y };
  return (
    <g className={isWalked ? "machine-walked" : "machine-edge"}>
      <line {...line} />
      <path d={arrowHead(line)} />
    </g>
  );
}

function arrowHead({ x1, y1, x2, y2 }: { x1: number; y1: number; x2: number; y2: number }): string {
  const angle = Math.atan2(y2 - y1, x2 - x1);
  const corner = (turn: number) => `${x2 - 6 * Math.cos(angle + turn)},${y2 - 6 * Math.sin(angle + turn)}`;
  return `M${x2},${y2}L${corner(0.45)}L${corner(-0.45)}Z`;
}
