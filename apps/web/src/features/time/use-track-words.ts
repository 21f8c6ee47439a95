import { useEffect } from "react";
import { useRecord } from "../../record/record-context.js";
import { LazyModule } from "../../shared/lazy-module.js";
import { useTranslation } from "../../shared/translation-context.js";
import { useModel } from "../../shared/use-model.js";
import { useMoment } from "./moment-context.js";

/** Not needed until a person goes back in time; `Caption` brings it too. */
const sentences = new LazyModule(() => import("./event-sentence.js"));

/** What `useMomentWords` gives, as soon as it is loaded. */
export function useTrackWords(): string {
  const translation = useTranslation();
  const model = useMoment();
  const { record } = useRecord();
  const moment = useModel(model.store, (state) => state.moment);
  const loaded = useModel(sentences.store, ({ value }) => value);
  const isPast = moment.kind === "past";
  useEffect(() => {
    if (isPast) sentences.load();
  }, [isPast]);
  if (!isPast || loaded === undefined) return "";
  const event = model.log.neighbour(moment.seq + 1, -1);
  return event === undefined ? "" : loaded.eventSentence(event, { translation, record });
}
