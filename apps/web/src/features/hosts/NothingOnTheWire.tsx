import type { WireHost } from "@sockpit/protocol";
import { useHostTexts } from "./use-host-texts.js";
import "./nothing-on-the-wire.css";

/** What a lab of hosts is, before anything has happened in it. */
export function NothingOnTheWire({ hosts }: { hosts: readonly WireHost[] }) {
  const { t } = useHostTexts();
  const server = hosts.find(({ name }) => name === "server") ?? hosts.at(-1);
  return (
    <div className="empty-state nothing-on-the-wire">
      <p className="empty-state-title">{t("hosts.empty.title", { count: hosts.length })}</p>
      <dl aria-label={t("hosts.empty.addresses")}>
        {hosts.map(({ name, addresses }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{addresses.join(" · ")}</dd>
          </div>
        ))}
      </dl>
      <p>{t("hosts.empty.loopback")}</p>
      <p>{t("hosts.empty.address", { host: server?.name ?? "" })}</p>
      <p>{t("hosts.empty.first")}</p>
    </div>
  );
}
