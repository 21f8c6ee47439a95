import { ChevronsRightLeft, Pause, Play, SkipBack } from "lucide-react";
import { useRecord } from "../../record/record-context.js";
import { formatClock } from "../../shared/format/format-duration.js";
import { IconButton } from "../../shared/IconButton.js";
import { useTranslation } from "../../shared/translation-context.js";
import { useModel } from "../../shared/use-model.js";
import type { ColourOfPid } from "./mark-book.js";
import { type Speed, speeds } from "./moment.js";
import { useIsLive, useMoment } from "./moment-context.js";
import { ScrubberTrack } from "./ScrubberTrack.js";
import { useMomentWords } from "./use-moment-words.js";
import "./time.css";

/** Time: pause, go back, replay. While the page shows the past, it says so here and offers the way out. */
export function Scrubber({ colourOfPid }: ColourOfPid) {
  const { t } = useTranslation();
  const model = useMoment();
  const { moment, speed, isShorteningGaps } = useModel(model.store, (state) => state);
  const isEmpty = useModel(useRecord().store, ({ seq }) => seq) === 0;
  const isStill = moment.kind === "past" && !moment.isPlaying;
  return (
    <section
      className="scrubber"
      aria-label={t("time.label")}
      data-past={moment.kind === "past" ? "" : undefined}
    >
      <PastNote />
      <div className="scrubber-row">
        <IconButton
          label={t("time.replay")}
          icon={<SkipBack size={14} fill="currentColor" aria-hidden="true" />}
          isDisabled={isEmpty}
          onClick={() => model.replayAll()}
        />
        <IconButton
          label={isStill ? t("time.play") : t("time.pause")}
          icon={
            isStill ? (
              <Play size={14} fill="currentColor" aria-hidden="true" />
            ) : (
              <Pause size={14} fill="currentColor" aria-hidden="true" />
            )
          }
          isDisabled={isEmpty}
          onClick={() => model.toggle()}
        />
        <ScrubberClock />
        <ScrubberTrack colourOfPid={colourOfPid} />
        <select
          className="scrubber-speed"
          aria-label={t("time.speed")}
          value={speed}
          onChange={(event) => model.setSpeed(speedOf(event.target.value))}
        >
          {speeds.map((choice) => (
            <option key={choice} value={choice}>
              {choice}×
            </option>
          ))}
        </select>
        <IconButton
          className="scrubber-gaps"
          label={t("time.shortenGaps")}
          icon={<ChevronsRightLeft size={14} aria-hidden="true" />}
          aria-pressed={isShorteningGaps}
          onClick={() => model.shortenGaps(!isShorteningGaps)}
        />
        <button
          type="button"
          className="button scrubber-live"
          aria-pressed={moment.kind === "live"}
          onClick={() => model.goLive()}
        >
          <span className="live-dot" aria-hidden="true" />
          {t("time.live")}
        </button>
      </div>
    </section>
  );
}

function speedOf(value: string): Speed {
  return speeds.find((speed) => String(speed) === value) ?? 1;
}

/** The run's time at the moment shown. While live, at the newest event: it does not tick. */
function ScrubberClock() {
  const model = useMoment();
  const moment = useModel(model.store, (state) => state.moment);
  const newestUs = useModel(model.shown, (view) => view.sinceRun({ seq: view.seq, at: view.atUs }));
  const atUs = moment.kind === "live" ? newestUs : model.sinceRunUs();
  return <span className="scrubber-clock">{formatClock(atUs)} s</span>;
}

function PastNote() {
  const { t } = useTranslation();
  const model = useMoment();
  const record = useRecord();
  const isLive = useIsLive();
  const shownSeq = useModel(model.store, ({ moment }) => (moment.kind === "past" ? moment.seq : 0));
  const newer = useModel(record.store, ({ seq }) => seq - shownSeq);
  const words = useMomentWords();
  if (isLive) return null;
  return (
    <p className="past-note">
      <strong>{t("time.past")}</strong>
      <span className="past-words">{words}</span>
      <span className="past-newer">{t("time.newer", { count: newer })}</span>
      <button type="button" className="link" onClick={() => model.goLive()}>
        {t("time.backToLive")}
      </button>
    </p>
  );
}
