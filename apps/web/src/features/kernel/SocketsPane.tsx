import { Suspense } from "react";
import { EmptyState } from "../../shared/EmptyState.js";
import { onDemand } from "../../shared/on-demand.js";
import { useTranslation } from "../../shared/translation-context.js";
import { useModel } from "../../shared/use-model.js";
import { useLab } from "../lab/public.js";
import { OtherEndButton } from "../peer/public.js";
import { useShown } from "../time/public.js";
import { groupSockets } from "./kernel-groups.js";
import { useChosenSockets } from "./use-chosen-sockets.js";
import "./sockets-pane.css";

const GoneList = onDemand(async () => (await import("./GoneList.js")).GoneList);
const SocketGroupList = onDemand(async () => (await import("./SocketGroupList.js")).SocketGroupList);

/** More sockets than these are shown a line each. */
const ROOMY_SOCKETS = 12;

/** The lab's sockets as the kernel has them at the moment shown, by process. */
export function SocketsPane() {
  const { t } = useTranslation();
  const sockets = useShown((view) => view.sockets);
  const hasGone = useShown((view) => view.gone(1).length > 0);
  const selected = useChosenSockets();
  const isSampled = useModel(useLab().session.store, ({ lab }) => lab?.isolation.capture === false);

  return (
    <section className="pane sockets" aria-labelledby="sockets-title">
      <header className="pane-header quiet-buttons">
        <h2 id="sockets-title">{t("sockets.title")}</h2>
        <span className="pane-note">{t("sockets.count", { count: sockets.size })}</span>
      </header>
      {isSampled ? <p className="sockets-sampled">{t("kernel.sampled")}</p> : null}
      {sockets.size === 0 && !hasGone ? (
        <EmptyState title={t("sockets.emptyTitle")} text={t("sockets.emptyText")}>
          <OtherEndButton />
        </EmptyState>
      ) : (
        // A region that scrolls has to be reachable by keyboard.
        // biome-ignore lint/a11y/noNoninteractiveTabindex: see above.
        <div className="socket-scroll" tabIndex={0}>
          <Suspense>
            {groupSockets(sockets).map((group) => (
              <SocketGroupList
                key={group.pid}
                group={group}
                selected={selected}
                isCompact={sockets.size > ROOMY_SOCKETS}
              />
            ))}
            <GoneList selected={selected} />
          </Suspense>
        </div>
      )}
    </section>
  );
}
