import { LabEvent } from "@sockpit/protocol";
import { expect, it } from "vitest";
import { createExample, exampleEvents } from "./example-model.js";

it("is a recording that the protocol of now understands", () => {
  for (const event of exampleEvents()) expect(LabEvent.parse(event)).toEqual(event);
});

it("ends with a whole handshake", () => {
  const { record } = createExample();
  const chapters = record.store
    .getState()
    .chapters()
    .map(({ then }) => [then.kind, then.isComplete]);
  expect(chapters).toEqual([["handshake", true]]);
});
