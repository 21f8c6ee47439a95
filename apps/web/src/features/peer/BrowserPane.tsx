import { ArrowLeft, ArrowRight, RotateCw, X } from "lucide-react";
import { formatBytes } from "../../shared/format/format-bytes.js";
import { IconButton } from "../../shared/IconButton.js";
import { saveFile } from "../../shared/save-file.js";
import { useTranslation } from "../../shared/translation-context.js";
import { useModel } from "../../shared/use-model.js";
import type { LeftOut } from "./browser/page-document.js";
import type { Browser, BrowserView, PageRequest, ShownPage } from "./browser-model.js";
import { FailureNote } from "./FailureNote.js";
import { FaultList } from "./FaultList.js";
import { PageFrame } from "./PageFrame.js";

/** A browser's work: the page, the requests that it took, and what of it is not shown. */
export function BrowserPane({ browser }: { browser: Browser }) {
  const { t } = useTranslation();
  const view = useModel(browser.store, (state) => state);
  const { page, requests, fault, isLoading } = view;
  return (
    <div className="peer-browser">
      <AddressBar browser={browser} view={view} />
      {fault === undefined ? null : (
        <p className="field-fault" role="alert">
          {t(`peer.http.draftFaults.${fault.field === "url" ? fault.why : fault.field}`, fault)}
        </p>
      )}
      <div className="peer-browser-body">
        <div className="peer-page" aria-busy={isLoading}>
          {page === undefined ? (
            <p className="peer-note peer-empty">
              {t(isLoading ? "peer.browser.loading" : "peer.browser.empty")}
            </p>
          ) : (
            <Page page={page} url={view.url ?? ""} browser={browser} />
          )}
        </div>
        {requests.length === 0 ? null : <Requests requests={requests} page={page} />}
      </div>
    </div>
  );
}

function AddressBar({ browser, view }: { browser: Browser; view: BrowserView }) {
  const { t } = useTranslation();
  const { isLoading, canGoBack, canGoForward, address } = view;
  return (
    <form
      className="peer-bar quiet-buttons"
      onSubmit={(event) => {
        event.preventDefault();
        void browser.go();
      }}
    >
      <IconButton
        label={t("peer.browser.back")}
        icon={<ArrowLeft size={15} aria-hidden="true" />}
        isDisabled={!canGoBack}
        onClick={() => void browser.goBy(-1)}
      />
      <IconButton
        label={t("peer.browser.forward")}
        icon={<ArrowRight size={15} aria-hidden="true" />}
        isDisabled={!canGoForward}
        onClick={() => void browser.goBy(1)}
      />
      {isLoading ? (
        <IconButton
          label={t("peer.browser.stop")}
          icon={<X size={15} aria-hidden="true" />}
          onClick={() => browser.stop()}
        />
      ) : (
        <IconButton
          label={t("peer.browser.reload")}
          icon={<RotateCw size={14} aria-hidden="true" />}
          isDisabled={view.url === undefined}
          onClick={() => void browser.open(view.url ?? "")}
        />
      )}
      <input
        className="peer-field peer-grow"
        aria-label={t("peer.browser.address")}
        value={address}
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="off"
        onChange={(event) => browser.setAddress(event.target.value)}
      />
      <button type="submit" className="button button-small button-primary">
        {t("peer.browser.go")}
      </button>
    </form>
  );
}

function Page({ page, url, browser }: { page: ShownPage; url: string; browser: Browser }) {
  const { t } = useTranslation();
  switch (page.kind) {
    case "document":
      return <PageFrame html={page.html} title={t("peer.browser.page", { url })} browser={browser} />;
    case "text":
      return (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard.
        <pre className="peer-page-text" tabIndex={0}>
          {page.text}
        </pre>
      );
    case "image":
      return <img className="peer-page-image" src={page.source} alt={t("peer.browser.page", { url })} />;
    case "other": {
      const { type, bytes } = page;
      return (
        <div className="peer-note peer-empty">
          <p>{t("peer.browser.other", { type, size: formatBytes(bytes.length) })}</p>
          <button
            type="button"
            className="button button-small"
            onClick={() => saveFile(new URL(url).pathname, new Blob([new Uint8Array(bytes)]))}
          >
            {t("peer.browser.saveFile")}
          </button>
        </div>
      );
    }
    case "failed":
      return <p className="peer-note peer-empty">{t("peer.browser.failed")}</p>;
  }
}

function Requests({ requests, page }: { requests: readonly PageRequest[]; page: ShownPage | undefined }) {
  const { t } = useTranslation();
  const leftOut = page?.kind === "document" ? [...page.leftOut] : [];
  return (
    // A region that scrolls has to be reachable by keyboard.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above.
    <section className="peer-requests" aria-label={t("peer.browser.requests")} tabIndex={0}>
      <p className="peer-body-title">{t("peer.browser.requestCount", { count: requests.length })}</p>
      <ol>
        {requests.map((request, index) => (
          <li key={index}>
            <RequestRow request={request} />
          </li>
        ))}
      </ol>
      {leftOut.length === 0 ? null : (
        <p className="peer-note">
          {t("peer.browser.leftOut")} {leftOut.map((entry) => leftOutText(entry, t)).join(", ")}
        </p>
      )}
    </section>
  );
}

function leftOutText([what, count]: [LeftOut, number], t: ReturnType<typeof useTranslation>["t"]): string {
  return `${t(`peer.browser.leftOutKinds.${what}`)} (${count})`;
}

function RequestRow({ request }: { request: PageRequest }) {
  const { t } = useTranslation();
  const { url, status, bytes, isOver, error, faults } = request;
  const { host, pathname, search } = new URL(url);
  const outcome = !isOver ? "…" : (status ?? t("peer.browser.failedRequest"));
  return (
    <>
      <p className="peer-request-row">
        <span
          className="peer-request-status"
          data-failed={isOver && (status === undefined || status >= 400) ? "" : undefined}
        >
          {outcome}
        </span>
        <span className="ellipsis" title={url}>
          {pathname + search}
        </span>
        <span className="dim">{isOver ? formatBytes(bytes) : ""}</span>
      </p>
      {error === undefined ? null : <FailureNote error={error} address={host} />}
      {faults.length === 0 ? null : <FaultList faults={faults} />}
    </>
  );
}
