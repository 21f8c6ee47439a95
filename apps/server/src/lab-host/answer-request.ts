import { encodeBinary, encodeJson } from "@sockpit/protocol";
import type { LabHostAnswer, LabHostRequest } from "../between/messages.js";
import type { Labs } from "./labs.js";

/** Does what REST asked of a lab, and gives the body of the answer. */
export async function answerRequest(
  labs: Labs,
  request: LabHostRequest,
  signal: AbortSignal,
): Promise<LabHostAnswer<LabHostRequest>> {
  switch (request.do) {
    case "createLab":
      return encodeJson(labs.create(request.lab).info());
    case "labInfo":
      return encodeJson(labs.get(request.lab).info());
    case "deleteLab":
      await labs.close(request.lab);
      return "";
    case "sockets":
      return encodeJson({ sockets: await labs.get(request.lab).socketsInTurns() });
    case "trace":
      return labs
        .get(request.lab)
        .since(0)
        .events.map((event) => `${encodeJson(event)}\n`)
        .join("");
    case "capture":
      return labs.get(request.lab).pcapng();
    case "stream": {
      const stream = labs.get(request.lab).stream(request.stream);
      return request.form === "json" ? encodeJson(stream) : encodeBinary(stream);
    }
    case "startProcess":
      return encodeJson({ pid: labs.get(request.lab).startProcess(request.name) });
    case "endProcess":
      labs.get(request.lab).endProcess(request.pid, { status: 0, reason: "killed" });
      return "";
    case "command": {
      const { lab, release } = labs.holdForRequest(request.lab);
      return encodeJson(await lab.call({ ...request, signal }).finally(release));
    }
  }
}
