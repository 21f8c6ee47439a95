import asyncioEcho from "./templates/asyncio_echo.py?raw";
import chatClient from "./templates/chat_client.py?raw";
import chatServer from "./templates/chat_server.py?raw";
import tcpClient from "./templates/tcp_client.py?raw";
import tcpServer from "./templates/tcp_server.py?raw";
import udpClient from "./templates/udp_client.py?raw";
import udpServer from "./templates/udp_server.py?raw";

/** What a new program can begin with; `kind` names it in every language: `programs.templates` of the strings. */
export const templates = [
  { kind: "empty", name: "program.py", source: "" },
  { kind: "tcpServer", name: "tcp_server.py", source: tcpServer },
  { kind: "tcpClient", name: "tcp_client.py", source: tcpClient },
  { kind: "udpServer", name: "udp_server.py", source: udpServer },
  { kind: "udpClient", name: "udp_client.py", source: udpClient },
  { kind: "chatServer", name: "chat_server.py", source: chatServer },
  { kind: "chatClient", name: "chat_client.py", source: chatClient },
  { kind: "asyncioEcho", name: "asyncio_echo.py", source: asyncioEcho },
] as const;
