import type { LabEvent } from "@sockpit/protocol";
import { NOW } from "../../record/moment.js";
import { useRecord } from "../../record/record-context.js";
import type { Translate } from "../../shared/translation.js";
import { useTranslation } from "../../shared/translation-context.js";
import { useModel } from "../../shared/use-model.js";
import { useMoment } from "./moment-context.js";

/** What happened at the moment that the page shows, in words; nothing while it is live. */
export function useMomentWords(): string {
  const { t } = useTranslation();
  const model = useMoment();
  const { record } = useRecord();
  const moment = useModel(model.store, (state) => state.moment);
  if (moment.kind === "live") return "";
  const event = model.log.neighbour(moment.seq + 1, -1);
  if (event === undefined) return "";
  return eventWords(t, event, (pid) => record.processes.at(pid, NOW)?.name ?? t("shared.pid", { pid }));
}

function eventWords(t: Translate, event: LabEvent, nameOf: (pid: number) => string): string {
  switch (event.event) {
    case "processStarted":
      return t("time.events.processStarted", { name: event.name });
    case "processEnded":
      return t("time.events.processEnded", { name: nameOf(event.pid), status: event.status });
    case "callStarted":
      return t("time.events.callStarted", { name: nameOf(event.pid), command: event.command });
    case "callBlocked":
      return t("time.events.callBlocked", { name: nameOf(event.pid) });
    case "callEnded":
      return event.error === undefined
        ? t("time.events.callReturned", { name: nameOf(event.pid), command: event.command })
        : t("time.events.callFailed", { name: nameOf(event.pid), command: event.command });
    case "output":
      return t("time.events.output", { name: nameOf(event.pid) });
    case "socketChanged":
      return t("time.events.socketChanged", { state: event.socket.state });
    case "socketGone":
      return t("time.events.socketGone");
    case "timerExpired":
      return t("time.events.timerExpired", { timer: event.timer });
    case "viewCorrected":
      return t("time.events.viewCorrected");
    default:
      return t("time.events.packet");
  }
}
