import type { WireHost } from "@sockpit/protocol";
import { GripVertical } from "lucide-react";
import type { Program } from "../../shared/program.js";
import { dragsProgram, hostOfProgram, useHostTarget, useHostTexts, useLastDrag } from "../hosts/public.js";
import { isActive, useRun } from "../runs/public.js";
import { ProgramTab } from "./ProgramTabs.js";
import { usePrograms, useProgramsModel } from "./programs-context.js";
import "./host-groups.css";

/** Every program of a lab of hosts, on its host. It can be dragged onto another. */
export function HostGroups({ hosts }: { hosts: readonly WireHost[] }) {
  const programs = usePrograms();
  return (
    <div className="host-groups">
      {hosts.map((host) => (
        <HostGroup
          key={host.name}
          host={host}
          programs={programs.filter((program) => hostOfProgram(program, hosts) === host.name)}
        />
      ))}
      <WhatCameOfIt programs={programs} />
    </div>
  );
}

function HostGroup({ host, programs }: { host: WireHost; programs: readonly Program[] }) {
  const { t } = useHostTexts();
  const target = useHostTarget(host.name);
  return (
    <fieldset className="host-group" aria-label={t("hosts.group", { host: host.name })} {...target}>
      <p className="host-group-name" aria-hidden="true">
        <strong className="ellipsis">{host.name}</strong>
        <span className="dim ellipsis">{host.addresses[0]}</span>
      </p>
      {programs.map((program) => (
        <PlacedProgram key={program.id} program={program} host={host.name} />
      ))}
      {programs.length === 0 ? <p className="dim">{t("hosts.groupEmpty")}</p> : null}
    </fieldset>
  );
}

function PlacedProgram({ program, host }: { program: Program; host: string }) {
  const { t } = useHostTexts();
  const model = useProgramsModel();
  const isRunning = isActive(useRun(program.id));
  const place = (chosen: string) => model.setHost(program.id, chosen);
  return (
    <span
      className="placed-program"
      title={t("hosts.drag", { name: program.name })}
      {...dragsProgram({ id: program.id, host, isRunning, place })}
    >
      <GripVertical size={12} aria-hidden="true" />
      <ProgramTab program={program} />
    </span>
  );
}

/** Why a program stays where it is, as long as that is so; and for screen readers, where it went. */
function WhatCameOfIt({ programs }: { programs: readonly Program[] }) {
  const { t } = useHostTexts();
  const last = useLastDrag();
  const isRunning = isActive(useRun(last?.id ?? ""));
  const name = programs.find(({ id }) => id === last?.id)?.name;
  const says = last === null || name === undefined ? undefined : { name, host: last.host };
  const hasToStay = last?.isPlaced === false && isRunning;
  return (
    <p role="status" className={hasToStay ? "host-groups-note" : "visually-hidden"}>
      {says === undefined ? null : hasToStay ? t("hosts.runs", says) : null}
      {says !== undefined && last?.isPlaced === true ? t("hosts.placed", says) : null}
    </p>
  );
}
