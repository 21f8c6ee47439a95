import { traitsOf } from "@sockpit/protocol";
import { X } from "lucide-react";
import type { CallEntry, CallState } from "../../record/entry.js";
import { useRecord, useSelection } from "../../record/record-context.js";
import { formatCall } from "../../shared/format/format-call.js";
import { formatDuration } from "../../shared/format/format-duration.js";
import { IconButton } from "../../shared/IconButton.js";
import { useTranslation } from "../../shared/translation-context.js";
import { useLanguage } from "../../shared/use-language.js";
import { useModel } from "../../shared/use-model.js";
import { errorTextOf } from "../errors/public.js";
import { errorTerm, Sentences, termOf, termsOfCall } from "../glossary/public.js";
import { useProgramOfPid } from "../programs/public.js";
import { FollowButton, PayloadView, payloadOfCall, useStream } from "../stream/public.js";
import { Elapsed, useView } from "../time/public.js";
import { CallOutcome } from "./CallOutcome.js";
import { Counterparts } from "./Counterparts.js";
import "./calls.css";

/** The selected call in full, with what it does and what its error means. */
export function CallDetail() {
  const { t } = useTranslation();
  const selection = useSelection();
  const selected = useModel(selection.store, (state) => state.call);
  const view = useView();
  const call = selected === null ? undefined : view.findCall(selected);
  if (call === undefined) return null;
  const state = view.stateOf(call);
  return (
    <section className="call-detail quiet-buttons" aria-label={t("callDetail.label")}>
      <DetailHead call={call} state={state} />
      <DetailText call={call} state={state} />
      <CallData call={call} state={state} />
      <Counterparts call={call.call} />
      <IconButton
        className="call-detail-close"
        label={t("callDetail.close")}
        icon={<X size={14} aria-hidden="true" />}
        onClick={() => selection.selectCall(null)}
      />
    </section>
  );
}

interface PartProps {
  call: CallEntry;
  state: CallState;
}

function DetailHead({ call, state }: PartProps) {
  const { t } = useTranslation();
  const selection = useSelection();
  const program = useProgramOfPid()(call.pid);
  const { fd, name, args, meaning } = formatCall(call.command, call.params);
  const { record } = useRecord();
  const made = call.made === null ? undefined : record.sockets.find(call.made)?.at(call.end?.seq ?? 0);
  const { source } = call;
  return (
    <>
      <p className="call-detail-where" data-colour={program?.colour}>
        <span className="program-dot" aria-hidden="true" />
        {program?.name ?? t("shared.pid", { pid: call.pid })}
        {source === null || program === undefined ? null : (
          <button
            type="button"
            className="link"
            onClick={() => selection.revealLine(program.id, source.line)}
          >
            {t("callDetail.line", { line: source.line })}
          </button>
        )}
        {source?.thread === undefined ? null : <span>{source.thread}</span>}
        {fd === null ? null : <span>fd {fd}</span>}
        <Times call={call} state={state} />
      </p>
      <p className="call-detail-code">
        <span className="call-name">{name}</span>({args}){" "}
        {meaning === null ? null : <span className="dim">{meaning} </span>} <span aria-hidden="true">→</span>{" "}
        <CallOutcome call={call} state={state} made={made} />
      </p>
    </>
  );
}

/** What the call gave or got, and the way to all that its socket sent and received. */
function CallData({ call, state }: PartProps) {
  const stream = useStream();
  const payload = payloadOfCall(call, state);
  const { sends, receives } = traitsOf(call.command);
  if (sends === undefined && receives === undefined) return null;
  const onFollow = () => stream.followCall(call.call);
  if (payload === undefined) return <FollowButton onFollow={onFollow} />;
  return <PayloadView payload={payload} fileName={`call-${call.call}.bin`} onFollow={onFollow} />;
}

function Times({ state }: PartProps) {
  const { t } = useTranslation();
  if (state.kind === "blocked") {
    return (
      <span>
        {t("callDetail.waitsFor")} <Elapsed sinceUs={state.sinceUs} />
      </span>
    );
  }
  if (state.kind !== "returned" && state.kind !== "failed") return null;
  return (
    <span>
      {t("callDetail.took")} {formatDuration(state.durationUs)}
      {state.blockedUs > 0 ? ` · ${t("callDetail.ofWhichWaited")} ${formatDuration(state.blockedUs)}` : ""}
    </span>
  );
}

/** What the call does, what its options and flags mean, and what its error says. */
function DetailText({ call: { command, params, conditions }, state }: PartProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const error = state.kind === "failed" ? errorTerm(state.error) : undefined;
  const condition = state.kind === "failed" ? errorTextOf(state.error, language) : undefined;
  return (
    <p className="call-detail-text">
      <Sentences sourceClass="man-page" term={termOf("command", command)} />
      {termsOfCall(params, state.kind === "returned" ? state.result : undefined).map(({ name, term }) => (
        <span key={name}>
          <code>{name}</code>: <Sentences sourceClass="man-page" term={term} />
        </span>
      ))}
      {error === undefined ? null : <Sentences sourceClass="man-page" term={error} />}
      {condition === undefined ? null : `${condition.meaning} ${condition.action}`}
      {conditions.length === 0 || state.kind === "running" || state.kind === "blocked" ? null : (
        <span>{t("callDetail.condition")}</span>
      )}
    </p>
  );
}
