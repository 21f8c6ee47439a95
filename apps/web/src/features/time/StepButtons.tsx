import { Pause, Play, SkipBack, SkipForward, StepBack, StepForward, Undo2 } from "lucide-react";
import { useRecord } from "../../record/record-context.js";
import { IconButton } from "../../shared/IconButton.js";
import { useTranslation } from "../../shared/translation-context.js";
import { useModel } from "../../shared/use-model.js";
import { useMoment } from "./moment-context.js";

/** From the beginning, chapter by chapter, event by event, or by itself. */
export function StepButtons() {
  const { t } = useTranslation();
  const model = useMoment();
  const moment = useModel(model.store, (state) => state.moment);
  const isEmpty = useModel(useRecord().store, ({ seq }) => seq) === 0;
  const isLive = moment.kind === "live";
  const isStill = moment.kind === "past" && !moment.isPlaying;
  const filled = { size: 14, fill: "currentColor", "aria-hidden": true } as const;
  return (
    <div className="scrubber-steps">
      <IconButton
        label={t("time.replay")}
        icon={<Undo2 size={14} aria-hidden="true" />}
        isDisabled={isEmpty}
        onClick={() => model.replayAll()}
      />
      <IconButton
        className="scrubber-chapter-step"
        label={t("time.previousChapter")}
        icon={<SkipBack {...filled} />}
        isDisabled={isEmpty}
        onClick={() => model.stepChapter(-1)}
      />
      <IconButton
        label={t("time.back")}
        icon={<StepBack {...filled} />}
        isDisabled={isEmpty}
        onClick={() => model.step(-1)}
      />
      <IconButton
        label={isStill ? t("time.play") : t("time.pause")}
        icon={isStill ? <Play {...filled} /> : <Pause {...filled} />}
        isDisabled={isEmpty}
        onClick={() => model.toggle()}
      />
      <IconButton
        label={t("time.forward")}
        icon={<StepForward {...filled} />}
        isDisabled={isEmpty || isLive}
        onClick={() => model.step(1)}
      />
      <IconButton
        className="scrubber-chapter-step"
        label={t("time.nextChapter")}
        icon={<SkipForward {...filled} />}
        isDisabled={isEmpty || isLive}
        onClick={() => model.stepChapter(1)}
      />
    </div>
  );
}
