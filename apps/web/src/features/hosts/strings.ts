import { inBothLanguages } from "../../shared/in-both-languages.js";

declare module "../../shared/translation.js" {
  interface PageTexts extends HostTexts {}
}

type HostTexts = (typeof hostStrings)["en"];

/** Fetched where a lab has a wire: keys begin with "hosts.". */
export const hostStrings = inBothLanguages({
  en: {
    hosts: {
      of: "Host of {{name}}",
      ofPeer: "Host of this end, from its next connection on",
      runs: "{{name}} runs on {{host}} until it ends",
      group: "Programs on {{host}}",
      groupEmpty: "no program",
      drag: "Drag {{name}} onto another host; its menu of hosts does the same",
      placed: "{{name}} is on {{host}} now",
      templates: {
        server: "TCP server for all hosts, on {{host}}",
        client: "TCP client of another host, on {{host}}",
      },
      empty: {
        title: "{{count}} hosts on a wire, and nothing has happened yet",
        addresses: "Hosts and their addresses",
        loopback:
          "127.0.0.1 is each host's own. A server that listens there is found by programs of its own host only.",
        address:
          'Let the server listen on "", all addresses of its host, and the client connect to the host\'s name: "{{host}}". The two programs of a new project do so; Add has two more.',
        first:
          "Press Run all: packets cross the wire above. Then set a delay there, or hold every packet and release them one by one.",
      },
    },
  },
  "zh-TW": {
    hosts: {
      of: "{{name}} 的主機",
      ofPeer: "這一端的主機，從下一次連線起",
      runs: "{{name}} 正在 {{host}} 上執行，結束後才能換主機",
      group: "{{host}} 上的程式",
      groupEmpty: "沒有程式",
      drag: "把 {{name}} 拖曳到另一台主機；也可以從它的主機選單選擇",
      placed: "{{name}} 現在在 {{host}} 上",
      templates: {
        server: "供各主機連線的 TCP 伺服器（在 {{host}}）",
        client: "連到另一台主機的 TCP 客戶端（在 {{host}}）",
      },
      empty: {
        title: "{{count}} 台主機由線路相連，還沒有任何事發生",
        addresses: "各主機的位址",
        loopback: "每台主機各有自己的 127.0.0.1。在那裡監聽的伺服器，只有同一台主機上的程式連得到。",
        address:
          '讓伺服器在 ""（這台主機的所有位址）監聽，客戶端則連到主機名稱 "{{host}}"。新專案的兩個程式就是這樣寫的，「新增」選單裡還有一對。',
        first: "按「全部執行」：封包會通過上方的線路。接著可以在那裡設定延遲，或扣住所有封包，再一個個放行。",
      },
    },
  },
});
