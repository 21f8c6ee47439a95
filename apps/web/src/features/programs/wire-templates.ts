import type { WireHost } from "@sockpit/protocol";
import type { Language } from "../../shared/language.js";
import wireClientEn from "./templates/en/wire_client.py?raw";
import wireServerEn from "./templates/en/wire_server.py?raw";
import wireClientZh from "./templates/zh-TW/wire_client.py?raw";
import wireServerZh from "./templates/zh-TW/wire_server.py?raw";

interface WireTemplate {
  kind: "server" | "client";
  name: string;
  source: string;
  /** The host that its program is for. */
  host: string;
}

/** What a new program can begin with in a lab of hosts: a server on one of them, and its client on another. */
export function wireTemplates(
  hosts: readonly Pick<WireHost, "name">[],
  language: Language,
): readonly WireTemplate[] {
  const names = hosts.map(({ name }) => name);
  const server = names.includes("server") ? "server" : names.at(-1);
  const client = names.find((name) => name !== server);
  if (server === undefined || client === undefined) return [];
  const [serverSource, clientSource] =
    language === "en" ? [wireServerEn, wireClientEn] : [wireServerZh, wireClientZh];
  return [
    { kind: "server", name: "wire_server.py", source: serverSource, host: server },
    {
      kind: "client",
      name: "wire_client.py",
      source: clientSource.replace('"server"', `"${server}"`),
      host: client,
    },
  ];
}
