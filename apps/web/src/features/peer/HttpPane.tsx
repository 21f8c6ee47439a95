import { useId } from "react";
import { formatDuration } from "../../shared/format/format-duration.js";
import { useTranslation } from "../../shared/translation-context.js";
import { useModel } from "../../shared/use-model.js";
import { FailureNote } from "./FailureNote.js";
import { httpMethods, readUrl } from "./http/request.js";
import type { HttpClient, HttpView } from "./http-model.js";
import { timeLimitsSeconds } from "./http-model.js";
import { RawBytes } from "./RawBytes.js";
import { ReadResponse } from "./ReadResponse.js";

/** curl(1), with its work shown: the request's bytes, the answer's bytes as they come, and how they are read. */
export function HttpPane({ client }: { client: HttpClient }) {
  const { t } = useTranslation();
  const view = useModel(client.store, (state) => state);
  const { state, written, answer } = view;
  return (
    <div className="peer-http">
      <RequestForm client={client} view={view} />
      {state.kind === "ended" && state.error !== undefined ? (
        <FailureNote error={state.error} address={hostOf(view.draft.url)} />
      ) : null}
      {written === undefined ? (
        <p className="peer-note peer-empty">{t("peer.http.empty")}</p>
      ) : (
        <div className="peer-columns">
          <RawBytes title={t("peer.http.request")} bytes={written} fileName="request.http" />
          <RawBytes
            title={t("peer.http.response")}
            bytes={answer?.raw ?? new Uint8Array()}
            fileName="response.http"
            note={<Progress view={view} />}
          />
          {answer === undefined ? null : <ReadResponse answer={answer} isOver={state.kind === "ended"} />}
        </div>
      )}
    </div>
  );
}

function hostOf(text: string): string {
  const url = readUrl(text);
  return url instanceof URL ? url.host : text;
}

function Progress({ view: { state } }: { view: HttpView }) {
  const { t } = useTranslation();
  return (
    <span role="status" className="dim">
      {state.kind === "underWay" ? `${t(`peer.http.phases.${state.phase}`)} …` : null}
      {state.kind === "ended" ? formatDuration(state.tookMs * 1000) : null}
    </span>
  );
}

function RequestForm({ client, view }: { client: HttpClient; view: HttpView }) {
  const { t } = useTranslation();
  const { draft, fault, timeoutSeconds, state } = view;
  const faultId = useId();
  const isActive = state.kind === "underWay";
  return (
    <form
      className="peer-request"
      onSubmit={(event) => {
        event.preventDefault();
        void client.send();
      }}
    >
      <div className="peer-bar">
        <select
          className="peer-field"
          aria-label={t("peer.http.method")}
          value={draft.method}
          onChange={(event) => client.change({ method: event.target.value })}
        >
          {httpMethods.map((method) => (
            <option key={method}>{method}</option>
          ))}
        </select>
        <input
          className="peer-field peer-grow"
          aria-label={t("peer.http.url")}
          aria-invalid={fault?.field === "url" ? true : undefined}
          aria-describedby={fault === undefined ? undefined : faultId}
          value={draft.url}
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="off"
          onChange={(event) => client.change({ url: event.target.value })}
        />
        <select
          className="peer-field"
          aria-label={t("peer.http.timeout")}
          title={t("peer.http.timeout")}
          value={timeoutSeconds}
          onChange={(event) => client.setTimeLimit(Number(event.target.value))}
        >
          {timeLimitsSeconds.map((seconds) => (
            <option key={seconds} value={seconds}>
              {t("peer.http.seconds", { count: seconds })}
            </option>
          ))}
        </select>
        {isActive ? (
          <button type="button" className="button button-small" onClick={() => client.stop()}>
            {t("peer.stop")}
          </button>
        ) : (
          <button type="submit" className="button button-small button-primary">
            {t("peer.http.send")}
          </button>
        )}
      </div>
      {fault === undefined ? null : (
        <p id={faultId} className="field-fault" role="alert">
          {t(`peer.http.draftFaults.${fault.field === "url" ? fault.why : fault.field}`, fault)}
        </p>
      )}
      <details className="peer-more" open={draft.body !== "" || draft.headers !== "" ? true : undefined}>
        <summary>{t("peer.http.more")}</summary>
        <div className="peer-more-fields">
          <label>
            {t("peer.http.headers")} <span className="dim">{t("peer.http.headersHint")}</span>
            <textarea
              className="peer-field"
              rows={2}
              spellCheck={false}
              value={draft.headers}
              onChange={(event) => client.change({ headers: event.target.value })}
            />
          </label>
          <label>
            {t("peer.http.body")}
            <textarea
              className="peer-field"
              rows={2}
              spellCheck={false}
              value={draft.body}
              onChange={(event) => client.change({ body: event.target.value })}
            />
          </label>
        </div>
      </details>
    </form>
  );
}
