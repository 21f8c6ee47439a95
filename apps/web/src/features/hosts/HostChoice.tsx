import type { WireHost } from "@sockpit/protocol";
import "./hosts.css";

interface HostChoiceProps {
  label: string;
  /** Why none can be chosen now. */
  fixed?: string | undefined;
  hosts: readonly WireHost[];
  /** The first one where it is undefined, or none of these. */
  host: string | undefined;
  onChoose(host: string): void;
}

/** One of a lab's hosts. */
export function HostChoice({ label, fixed, hosts, host, onChoose }: HostChoiceProps) {
  return (
    <select
      className="host-select"
      aria-label={label}
      title={fixed ?? label}
      value={hosts.find(({ name }) => name === host)?.name ?? hosts[0]?.name}
      disabled={fixed !== undefined}
      onChange={(event) => onChoose(event.target.value)}
    >
      {hosts.map(({ name }) => (
        <option key={name}>{name}</option>
      ))}
    </select>
  );
}
