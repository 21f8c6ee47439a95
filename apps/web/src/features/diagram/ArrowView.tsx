import { packetLabel } from "../../record/packet-label.js";
import type { Arrow } from "./arrow.js";
import { arrowHead, flightPaths, lastLine, loopPath, nobodyMark } from "./arrow-paths.js";

/** Pixels: the mark where a packet waits on the wire. */
const STOP_RADIUS = 4;

/** A packet's arrow: slanted where it took its time, with a mark where it was held. */
export function ArrowView({ arrow, emphasis }: { arrow: Arrow; emphasis: string }) {
  const { entry, x1, y1, x2, y2, isLoop, isTwoWay, nobodyAt, lostAt, held, isUnderWay } = arrow;
  const tone = entry === null ? "bulk" : packetLabel(entry.packet, true).tone;
  const { way, wait } = flightPaths(arrow);
  return (
    <g className={`arrow arrow-${tone} ${emphasis}`}>
      <path className="arrow-line" d={isLoop ? loopPath(arrow) : way} />
      {held === null ? null : (
        <>
          <path className="arrow-held" d={wait} />
          <circle className="arrow-stop" cx={held.x} cy={held.y1} r={STOP_RADIUS} />
        </>
      )}
      {lostAt !== null || isUnderWay ? null : <path className="arrow-head" d={arrowHead(lastLine(arrow))} />}
      {isTwoWay && !isLoop ? (
        <path className="arrow-head" d={arrowHead({ ...arrow, x1: x2, y1: y2, x2: x1, y2: y1 })} />
      ) : null}
      {nobodyAt.map(({ x, y }) => (
        <path key={x} className="arrow-nobody" d={nobodyMark(x, y)} />
      ))}
    </g>
  );
}
