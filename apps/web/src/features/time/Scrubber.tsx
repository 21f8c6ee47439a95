import { ChevronsRightLeft } from "lucide-react";
import { Suspense } from "react";
import { useRecord } from "../../record/record-context.js";
import { formatClock } from "../../shared/format/format-duration.js";
import { IconButton } from "../../shared/IconButton.js";
import { useTranslation } from "../../shared/translation-context.js";
import { useModel } from "../../shared/use-model.js";
import { Caption } from "./LazyCaption.js";
import type { ColourOfPid } from "./mark-book.js";
import { type Pace, paceNames } from "./moment.js";
import { useIsLive, useMoment } from "./moment-context.js";
import { ScrubberTrack } from "./ScrubberTrack.js";
import { StepButtons } from "./StepButtons.js";
import "./time.css";

/** Time: pause, go back, replay. While the page shows the past, it says so here and offers the way out. */
export function Scrubber({ colourOfPid }: ColourOfPid) {
  const { t } = useTranslation();
  const model = useMoment();
  const { moment, pace, isShorteningGaps } = useModel(model.store, (state) => state);
  return (
    <section
      className="scrubber"
      aria-label={t("time.label")}
      data-past={moment.kind === "past" ? "" : undefined}
    >
      <PastNote />
      <div className="scrubber-row">
        <StepButtons />
        <ScrubberClock />
        <ScrubberTrack colourOfPid={colourOfPid} />
        <select
          className="scrubber-pace"
          aria-label={t("time.pace")}
          value={pace}
          onChange={(event) => model.setPace(paceOf(event.target.value))}
        >
          {paceNames.map((choice) => (
            <option key={choice} value={choice}>
              {t(`time.paces.${choice}`)}
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
          {model.isOver ? null : <span className="live-dot" aria-hidden="true" />}
          {t(model.isOver ? "time.end" : "time.live")}
        </button>
      </div>
    </section>
  );
}

function paceOf(value: string): Pace {
  return paceNames.find((pace) => pace === value) ?? "one";
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
  if (isLive) return null;
  return (
    <div className="past-note">
      <strong>{t("time.past")}</strong>
      <Suspense>
        <Caption />
      </Suspense>
      <span className="past-newer">{t("time.newer", { count: newer })}</span>
      <button type="button" className="link" onClick={() => model.goLive()}>
        {t(model.isOver ? "time.toEnd" : "time.backToLive")}
      </button>
    </div>
  );
}
