import { memo } from "react";
import { isRelated, type Related } from "../../record/related.js";
import type { Program } from "../../shared/program.js";
import { ArrowView } from "./ArrowView.js";
import { BAR_HALF } from "./arrow.js";
import { arrowHead, linkPath, repeatPath } from "./arrow-paths.js";
import type { Picture } from "./picture.js";
import "./backdrop.css";

interface BackdropProps {
  picture: Picture;
  /** Pixels from the diagram's top at which this part begins. */
  top: number;
  height: number;
  width: number;
  chosen: Related;
  preview: Related;
  programOfLane(lane: number): Program | undefined;
}

/**
 * Lifelines, bars and arrows of the rows in view. What they mean is said by the rows above them; which calls are linked
 * is not, so the links have a name.
 */
export const Backdrop = memo(function Backdrop(props: BackdropProps) {
  const { picture, top, height, width, chosen, preview, programOfLane } = props;
  const colour = (lane: number) => programOfLane(lane)?.colour;
  const emphasis = (entry: Parameters<typeof isRelated>[0]) =>
    isRelated(entry, chosen) ? "is-chosen" : isRelated(entry, preview) ? "is-previewed" : "";
  const box = { width, height, viewBox: `0 ${top} ${width} ${height}`, style: { top } };
  return (
    <>
      <svg className="diagram-backdrop" aria-hidden="true" {...box}>
        {picture.lifelines.map(({ key, lane, x, y1, y2, isOver }) => (
          <line
            key={key}
            className={isOver ? "lifeline lifeline-over" : "lifeline"}
            data-colour={colour(lane)}
            x1={x}
            x2={x}
            y1={y1}
            y2={y2}
          />
        ))}
        {picture.gaps.map(({ key, y }) => (
          <rect key={key} className="diagram-gap" x={0} y={y - 7} width={width} height={14} />
        ))}
        {picture.bars.map(({ call, x, y1, y2, isOpen, hasWaited }) => (
          <rect
            key={call.call}
            className={`bar ${hasWaited ? "bar-waited" : ""} ${isOpen ? "bar-open" : ""} ${
              call.end?.outcome.kind === "failed" ? "bar-failed" : ""
            } ${emphasis(call)}`}
            data-colour={colour(call.lane) ?? ""}
            x={x - BAR_HALF}
            y={y1}
            width={2 * BAR_HALF}
            height={y2 - y1}
            rx={3}
          />
        ))}
        {picture.repeats.map((repeat) => (
          <path key={repeat.key} className={`repeat-line ${emphasis(repeat.entry)}`} d={repeatPath(repeat)} />
        ))}
        {picture.arrows.map((arrow) => (
          <ArrowView
            key={arrow.key}
            arrow={arrow}
            emphasis={arrow.entry === null ? "" : emphasis(arrow.entry)}
          />
        ))}
      </svg>
      {picture.links.length === 0 ? null : (
        <svg
          className="diagram-backdrop"
          role="img"
          aria-label={picture.links.map(linkName).join(", ")}
          {...box}
        >
          {picture.links.map((link) => (
            <g key={link.key} className={`link-arrow ${emphasis(link.from) || emphasis(link.to)}`}>
              <path className="link-line" d={linkPath(link)} />
              <path
                className="arrow-head"
                d={arrowHead({
                  ...link,
                  y1: link.x1 === link.x2 ? link.y2 : link.y1,
                  isLoop: link.x1 === link.x2,
                })}
              />
            </g>
          ))}
        </svg>
      )}
    </>
  );
});

function linkName({ from, to }: Picture["links"][0]): string {
  return `${from.command}() → ${to.command}()`;
}
