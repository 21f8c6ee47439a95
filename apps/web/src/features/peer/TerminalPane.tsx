import { formatEndpoint } from "@sockpit/protocol";
import { useState } from "react";
import { ChoiceButtons } from "../../shared/ChoiceButtons.js";
import { useTranslation } from "../../shared/translation-context.js";
import { useModel } from "../../shared/use-model.js";
import { type EndpointFault, readEndpoint } from "./endpoint-text.js";
import { FailureNote } from "./FailureNote.js";
import type { PeerTarget } from "./peer-process.js";
import { TerminalLine } from "./TerminalLine.js";
import { TerminalLog } from "./TerminalLog.js";
import type { Terminal, TerminalState } from "./terminal-model.js";

/** What a person sets before a conversation begins. */
interface SetUp {
  readonly role: "client" | "server";
  readonly transport: "tcp" | "udp";
  readonly address: string;
}

/** nc(1): where it connects to, or listens; what is said; the line to type in. */
export function TerminalPane({ terminal, target }: { terminal: Terminal; target: PeerTarget }) {
  const { host, port, transport } = target;
  const [setUp, setSetUp] = useState<SetUp>({
    role: "client",
    transport,
    address: formatEndpoint({ host, port }) ?? "",
  });
  const state = useModel(terminal.store, (view) => view.state);
  const isOpen = state.kind === "open";
  return (
    <div className="peer-terminal">
      <SetUpForm terminal={terminal} setUp={setUp} onChange={setSetUp} state={state} />
      {state.kind === "ended" && state.error !== undefined ? (
        <FailureNote error={state.error} address={state.address} />
      ) : null}
      <TerminalLog terminal={terminal} />
      {isOpen && state.isSending ? (
        <TerminalLine terminal={terminal} isDatagrams={setUp.transport === "udp"} />
      ) : null}
    </div>
  );
}

interface SetUpFormProps {
  terminal: Terminal;
  setUp: SetUp;
  onChange(setUp: SetUp): void;
  state: TerminalState;
}

function SetUpForm({ terminal, setUp, onChange, state }: SetUpFormProps) {
  const { t } = useTranslation();
  const [fault, setFault] = useState<EndpointFault | undefined>();
  const { role, transport, address } = setUp;
  const start = () => {
    const endpoint = readEndpoint(address);
    if (typeof endpoint === "string") {
      setFault(endpoint);
      return;
    }
    setFault(undefined);
    void terminal.start({ transport, ...endpoint, isListening: role === "server" });
  };
  if (state.kind !== "idle" && state.kind !== "ended") {
    return (
      <div className="peer-bar">
        <span className="peer-state" role="status">
          {transport.toUpperCase()} · {stateText(state, transport, t)}
        </span>
        <span className="spacer" />
        {state.kind === "open" && state.isSending && transport === "tcp" ? (
          <button type="button" className="button button-small" onClick={() => terminal.halfClose()}>
            {t("peer.terminal.halfClose")}
          </button>
        ) : null}
        <button type="button" className="button button-small" onClick={() => terminal.close()}>
          {t("peer.terminal.close")}
        </button>
      </div>
    );
  }
  return (
    <form
      className="peer-bar"
      onSubmit={(event) => {
        event.preventDefault();
        start();
      }}
    >
      <ChoiceButtons
        label={t("peer.terminal.setUp")}
        choices={["client", "server"] as const}
        chosen={role}
        nameOf={(choice) => t(`peer.terminal.roles.${choice}`)}
        onChoose={(choice) => onChange({ ...setUp, role: choice })}
        className="view-switch"
        buttonClassName="view-choice"
      />
      <input
        className="peer-field peer-address"
        aria-label={t("peer.terminal.address")}
        aria-invalid={fault === undefined ? undefined : true}
        value={address}
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="off"
        onChange={(event) => onChange({ ...setUp, address: event.target.value })}
      />
      <ChoiceButtons
        label={t("peer.terminal.transport")}
        choices={["tcp", "udp"] as const}
        chosen={transport}
        nameOf={(choice) => choice.toUpperCase()}
        onChoose={(choice) => onChange({ ...setUp, transport: choice })}
        className="view-switch"
        buttonClassName="view-choice"
      />
      <button type="submit" className="button button-small button-primary">
        {t(`peer.terminal.${state.kind === "ended" ? "again" : "start"}.${role}`)}
      </button>
      {fault === undefined ? null : (
        <p className="field-fault" role="alert">
          {t(`peer.terminal.addressFaults.${fault}`)}
        </p>
      )}
    </form>
  );
}

function stateText(
  state: Exclude<TerminalState, { kind: "idle" | "ended" }>,
  transport: "tcp" | "udp",
  t: ReturnType<typeof useTranslation>["t"],
): string {
  const isDatagrams = transport === "udp";
  const { kind, address } = state;
  if (kind === "listening")
    return t(`peer.terminal.states.${isDatagrams ? "waiting" : "listening"}`, { address });
  if (kind === "open") return t(`peer.terminal.states.${isDatagrams ? "ready" : "open"}`, { address });
  return t(`peer.terminal.states.${kind}`, { address });
}
