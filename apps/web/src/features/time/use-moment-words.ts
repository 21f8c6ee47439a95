import { useRecord } from "../../record/record-context.js";
import { useTranslation } from "../../shared/translation-context.js";
import { useModel } from "../../shared/use-model.js";
import { eventSentence } from "./event-sentence.js";
import { useMoment } from "./moment-context.js";

/** What happened at the moment that the page shows, in a sentence; nothing while it is live. */
export function useMomentWords(): string {
  const translation = useTranslation();
  const model = useMoment();
  const { record } = useRecord();
  const moment = useModel(model.store, (state) => state.moment);
  if (moment.kind === "live") return "";
  const event = model.log.neighbour(moment.seq + 1, -1);
  return event === undefined ? "" : eventSentence(event, { translation, record });
}
