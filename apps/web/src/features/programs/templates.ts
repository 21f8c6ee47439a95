import type { Language } from "../../shared/language.js";
import asyncioEchoEn from "./templates/en/asyncio_echo.py?raw";
import chatClientEn from "./templates/en/chat_client.py?raw";
import chatServerEn from "./templates/en/chat_server.py?raw";
import tcpClientEn from "./templates/en/tcp_client.py?raw";
import tcpServerEn from "./templates/en/tcp_server.py?raw";
import tlsClientEn from "./templates/en/tls_client.py?raw";
import tlsServerEn from "./templates/en/tls_server.py?raw";
import udpClientEn from "./templates/en/udp_client.py?raw";
import udpServerEn from "./templates/en/udp_server.py?raw";
import asyncioEchoZh from "./templates/zh-TW/asyncio_echo.py?raw";
import chatClientZh from "./templates/zh-TW/chat_client.py?raw";
import chatServerZh from "./templates/zh-TW/chat_server.py?raw";
import tcpClientZh from "./templates/zh-TW/tcp_client.py?raw";
import tcpServerZh from "./templates/zh-TW/tcp_server.py?raw";
import tlsClientZh from "./templates/zh-TW/tls_client.py?raw";
import tlsServerZh from "./templates/zh-TW/tls_server.py?raw";
import udpClientZh from "./templates/zh-TW/udp_client.py?raw";
import udpServerZh from "./templates/zh-TW/udp_server.py?raw";

interface Template {
  kind:
    | "empty"
    | "tcpServer"
    | "tcpClient"
    | "udpServer"
    | "udpClient"
    | "chatServer"
    | "chatClient"
    | "asyncioEcho"
    | "tlsServer"
    | "tlsClient";
  name: string;
  source: Readonly<Record<Language, string>>;
  /** Its program loads a certificate that is made for it. */
  needsCertificate?: true;
}

/** What a new program can begin with; `kind` names it in every language: `programs.templates` of the strings. */
export const templates: readonly Template[] = [
  { kind: "empty", name: "program.py", source: { en: "", "zh-TW": "" } },
  { kind: "tcpServer", name: "tcp_server.py", source: { en: tcpServerEn, "zh-TW": tcpServerZh } },
  { kind: "tcpClient", name: "tcp_client.py", source: { en: tcpClientEn, "zh-TW": tcpClientZh } },
  { kind: "udpServer", name: "udp_server.py", source: { en: udpServerEn, "zh-TW": udpServerZh } },
  { kind: "udpClient", name: "udp_client.py", source: { en: udpClientEn, "zh-TW": udpClientZh } },
  { kind: "chatServer", name: "chat_server.py", source: { en: chatServerEn, "zh-TW": chatServerZh } },
  { kind: "chatClient", name: "chat_client.py", source: { en: chatClientEn, "zh-TW": chatClientZh } },
  {
    kind: "tlsServer",
    name: "tls_server.py",
    source: { en: tlsServerEn, "zh-TW": tlsServerZh },
    needsCertificate: true,
  },
  {
    kind: "tlsClient",
    name: "tls_client.py",
    source: { en: tlsClientEn, "zh-TW": tlsClientZh },
    needsCertificate: true,
  },
  { kind: "asyncioEcho", name: "asyncio_echo.py", source: { en: asyncioEchoEn, "zh-TW": asyncioEchoZh } },
];
