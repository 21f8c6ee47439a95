import type { LabEvent } from "@sockpit/protocol";
import { RecordModel } from "../../../record/record-model.js";
import { SelectionModel } from "../../../record/selection.js";
import { MomentModel } from "../../time/public.js";
import { DiagramModel } from "../diagram-model.js";
import recording from "./handshake.ndjson?raw";

/** The models of a recorded handshake, apart from the page's own: nothing of it is in the person's lab. */
export interface ExampleModel {
  record: RecordModel;
  moment: MomentModel;
  diagram: DiagramModel;
  selection: SelectionModel;
  /** Plays the handshake, from the call that opens the connection on. */
  play(): void;
}

/** The events of two programs up to the end of their handshake. A test holds them to the protocol. */
export function exampleEvents(): LabEvent[] {
  const lines = recording.split("\n").filter((line) => line !== "");
  return lines.map((line) => JSON.parse(line) as LabEvent);
}

export function createExample(): ExampleModel {
  const record = new RecordModel();
  record.append(exampleEvents());
  const moment = new MomentModel({ record });
  const [handshake] = record.record.chapters.all;
  return {
    record,
    moment,
    play: () => {
      moment.goTo(handshake?.start.seq ?? 1);
      moment.play();
    },
    diagram: new DiagramModel({ record }),
    selection: new SelectionModel({
      findCall: () => undefined,
      findPacket: () => undefined,
      programOfPid: () => undefined,
    }),
  };
}
