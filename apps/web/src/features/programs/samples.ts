import type { Language } from "../../shared/language.js";
import type { Samples } from "./programs-model.js";
import clientEn from "./samples/en/client.py?raw";
import serverEn from "./samples/en/server.py?raw";
import clientZh from "./samples/zh-TW/client.py?raw";
import serverZh from "./samples/zh-TW/server.py?raw";

/** The programs of a first visit: a server and a client that greet each other. */
export const samples: Readonly<Record<Language, Samples>> = {
  en: [
    { name: "server.py", source: serverEn },
    { name: "client.py", source: clientEn },
  ],
  "zh-TW": [
    { name: "server.py", source: serverZh },
    { name: "client.py", source: clientZh },
  ],
};
