import { type KeyboardEvent, type PointerEvent, Suspense, useRef } from "react";
import { useRecord } from "../../record/record-context.js";
import { formatClock } from "../../shared/format/format-duration.js";
import { afterUsable } from "../../shared/on-demand.js";
import { useTranslation } from "../../shared/translation-context.js";
import { useModel } from "../../shared/use-model.js";
import { fractionOf } from "./fraction-of.js";
import type { ColourOfPid } from "./mark-book.js";
import { useMoment } from "./moment-context.js";
import type { MomentModel } from "./moment-model.js";
import { ScrubberMarks } from "./ScrubberMarks.js";
import { useTrackWords } from "./use-track-words.js";

const ChapterSegments = afterUsable(async () => (await import("./ChapterSegments.js")).ChapterSegments);

/** Events that a large step passes over. */
const LARGE_STEP = 10;

/** The line of time: marks for what happened, a handle for the moment shown. It steps event by event. */
export function ScrubberTrack({ colourOfPid }: ColourOfPid) {
  const { t } = useTranslation();
  const model = useMoment();
  const track = useRef<HTMLDivElement>(null);
  const state = useModel(model.store, (current) => current);
  // The log grows with the record, whether or not that is what is shown.
  const seq = useModel(useRecord().store, (view) => view.seq);
  const words = useTrackWords();
  const isEmpty = model.log.length === 0;
  const isLive = state.moment.kind === "live";
  const fraction = isLive ? 1 : fractionOf(model, model.nowUs());

  const goToPointer = ({ clientX }: PointerEvent) => {
    const box = track.current?.getBoundingClientRect();
    if (box === undefined || isEmpty) return;
    const wanted = Math.min(1, Math.max(0, (clientX - box.left) / box.width));
    if (wanted === 1) model.goLive();
    else model.goToTime(timeAt(model, wanted));
  };
  return (
    <div className="scrubber-line">
      <Suspense>
        <ChapterSegments />
      </Suspense>
      <div
        ref={track}
        className="scrubber-track"
        role="slider"
        tabIndex={0}
        aria-label={t("time.track")}
        aria-disabled={isEmpty}
        aria-valuemin={model.log.firstSeq}
        aria-valuemax={Math.max(model.log.firstSeq, seq)}
        aria-valuenow={state.moment.kind === "live" ? seq : state.moment.seq}
        aria-valuetext={
          isLive
            ? t(model.isOver ? "time.end" : "time.live")
            : t("time.valueText", { at: formatClock(model.sinceRunUs()), what: words })
        }
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          goToPointer(event);
        }}
        onPointerMove={(event) => {
          if (event.currentTarget.hasPointerCapture(event.pointerId)) goToPointer(event);
        }}
        onKeyDown={(event) => onKey(event, model)}
      >
        <div className="scrubber-rail">
          <div className="scrubber-passed" style={{ transform: `scaleX(${fraction})` }} />
        </div>
        <ScrubberMarks fractionOf={(atUs) => fractionOf(model, atUs)} seq={seq} colourOfPid={colourOfPid} />
        <div className="scrubber-thumb" style={{ left: `${fraction * 100}%` }} />
      </div>
    </div>
  );
}

function onKey(event: KeyboardEvent, model: MomentModel): void {
  const large = event.shiftKey ? LARGE_STEP : 1;
  const actions: Readonly<Record<string, () => void>> = {
    ArrowLeft: () => model.step(-large),
    ArrowDown: () => model.step(-large),
    ArrowRight: () => model.step(large),
    ArrowUp: () => model.step(large),
    PageDown: () => model.step(-LARGE_STEP),
    PageUp: () => model.step(LARGE_STEP),
    Home: () => model.first(),
    End: () => model.goLive(),
    " ": () => model.toggle(),
  };
  const action = actions[event.key];
  if (action === undefined) return;
  event.preventDefault();
  action();
}

function timeAt({ log, timeline, store }: MomentModel, fraction: number): number {
  if (!store.getState().isShorteningGaps) {
    return log.firstAtUs + fraction * (log.lastAtUs - log.firstAtUs);
  }
  const first = timeline.toShort(log.firstAtUs);
  return timeline.toReal(first + fraction * (timeline.toShort(log.lastAtUs) - first));
}
