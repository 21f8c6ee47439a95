import { isSocketOptionName, type KernelSocket, type TcpInfo } from "@sockpit/protocol";
import type { ReactNode } from "react";
import type { StateStep } from "../../record/socket-history.js";
import { formatDuration } from "../../shared/format/format-duration.js";
import type { Translate } from "../../shared/translation.js";
import { useTranslation } from "../../shared/translation-context.js";
import { Explain, type KernelTerm, type Term, termOf } from "../glossary/public.js";
import { FollowButton, useStream } from "../stream/public.js";
import { Changing } from "./Changing.js";
import { StateMachine } from "./StateMachine.js";

/** What the kernel says of a socket beyond its first lines: options, TCP_INFO, the way through the states. */
export function SocketFacts({ socket, steps }: { socket: KernelSocket; steps: readonly StateStep[] }) {
  const { t } = useTranslation();
  const stream = useStream();
  const isTcp = socket.family !== "AF_UNIX" && socket.type === "SOCK_STREAM";
  return (
    <div className="socket-facts">
      <dl className="fact-list">
        <Fact name={t("sockets.kind")}>
          {socket.family} · {socket.type}
        </Fact>
        {socket.timeoutSeconds === undefined ? null : (
          <Fact name={t("kernel.timeout")} term={termOf("kernel", "timeout")}>
            <Changing value={socket.timeoutSeconds}>{timeoutText(socket.timeoutSeconds, t)}</Changing>
          </Fact>
        )}
        {socket.options.map(({ level, option, value }) => (
          <Fact
            key={`${level} ${option}`}
            name={option}
            term={isSocketOptionName(option) ? termOf("option", option) : undefined}
          >
            <Changing value={value}>{value}</Changing>
          </Fact>
        ))}
        {socket.tcp === null || socket.state === "LISTEN" ? null : <TcpFacts tcp={socket.tcp} />}
      </dl>
      {socket.state === "LISTEN" ? null : <FollowButton onFollow={() => stream.followSocket(socket.id)} />}
      {isTcp ? <StateMachine steps={steps} /> : null}
    </div>
  );
}

function timeoutText(seconds: number | null, t: Translate): string {
  if (seconds === null) return t("kernel.blocks");
  return seconds === 0 ? t("kernel.nonBlocking") : `${seconds} s`;
}

function TcpFacts({ tcp }: { tcp: TcpInfo }) {
  const facts: readonly (readonly [KernelTerm, string])[] = [
    ["rtt", `${formatDuration(tcp.rttUs)} ± ${formatDuration(tcp.rttVarUs)}`],
    ["rto", formatDuration(tcp.rtoUs)],
    ["cwnd", `${tcp.cwndSegments}`],
    ["ssthresh", tcp.ssthreshSegments === null ? "∞" : `${tcp.ssthreshSegments}`],
    ["unacked", `${tcp.unackedSegments}`],
    ["retransmits", `${tcp.retransmits} / ${tcp.totalRetransmits}`],
    ["mss", `${tcp.mssBytes} B`],
  ];
  return facts.map(([term, text]) => (
    <Fact key={term} name={term} term={termOf("kernel", term)}>
      <Changing value={text}>{text}</Changing>
    </Fact>
  ));
}

interface FactProps {
  name: string;
  term?: Term | undefined;
  children: ReactNode;
}

function Fact({ name, term, children }: FactProps) {
  return (
    <div>
      <dt>
        <Explain term={term}>{name}</Explain>
      </dt>
      <dd>{children}</dd>
    </div>
  );
}
