import { chapterAt } from "../../record/chapters/chapter.js";
import { useRecord } from "../../record/record-context.js";
import { useTranslation } from "../../shared/translation-context.js";
import { useModel } from "../../shared/use-model.js";
import { useChapterWords } from "../chapters/public.js";
import { paces } from "./moment.js";
import { useMoment, useView } from "./moment-context.js";
import { useMomentWords } from "./use-moment-words.js";

/** More events a second than this are not read out: nobody could follow. */
const READ_OUT_PER_SECOND = 1;

/** The event shown in a sentence, with the chapter that it belongs to. Read out where it comes slowly enough. */
export function Caption() {
  const { t } = useTranslation();
  const model = useMoment();
  const words = useMomentWords();
  const chapterWords = useChapterWords();
  const { moment, pace } = useModel(model.store, (state) => state);
  const view = useView();
  const how = paces[pace];
  const isSlow = "eventsPerSecond" in how && how.eventsPerSecond <= READ_OUT_PER_SECOND;
  const isPlaying = moment.kind === "past" && moment.isPlaying;
  const { record } = useRecord();
  const event = model.log.neighbour(view.seq + 1, -1);
  const flow = event?.event === "packet" ? record.findPacket(event.packet)?.flow : undefined;
  const current = record.chapters.around(view.seq, flow);
  const then = current && chapterAt(current, view.asOf);
  return (
    <p
      className="caption"
      role="status"
      aria-label={t("time.caption")}
      aria-live={isPlaying && !isSlow ? "off" : "polite"}
    >
      {current === undefined || then === undefined ? null : (
        <strong className={`caption-chapter chapter-item chapter-${then.kind}`}>
          {chapterWords(current, then).title}
        </strong>
      )}
      <span>{words}</span>
    </p>
  );
}
