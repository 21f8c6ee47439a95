import type { LabInfo } from "@sockpit/protocol";
import { useAboutLabTexts } from "./use-about-lab-texts.js";
import "./new-lab.css";

/** The hosts of a lab with their addresses, and what joins them. */
export function WireFacts({ lab: { hosts = [], wire } }: { lab: LabInfo }) {
  const { t } = useAboutLabTexts();
  return (
    <>
      <h2>{t("aboutLab.factsTitle")}</h2>
      <p>{t("aboutLab.factsText", { host: hosts.at(1)?.name ?? "" })}</p>
      <dl className="facts" aria-label={t("aboutLab.hosts")}>
        {hosts.map(({ name, addresses }) => (
          <div key={name}>
            <dt className="host-of-facts">{name}</dt>
            <dd>{addresses.join(" · ")}</dd>
          </div>
        ))}
        {wire === undefined ? null : (
          <div>
            <dt>{t("aboutLab.madeOf")}</dt>
            <dd>{t(`aboutLab.${wire.implementation}`)}</dd>
          </div>
        )}
      </dl>
    </>
  );
}
