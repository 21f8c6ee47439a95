import { formatExpectation, parseScenario } from "@sockpit/protocol/scenario";
import { expect, it } from "vitest";
import { loadFixture } from "../../../fixtures/load-fixture.js";
import { newScenario } from "./new-scenario.js";

const program = (name: string, source: string) => ({ id: name, name, source, colour: 0 });

function made() {
  const events = loadFixture("sample-programs");
  const names = events.flatMap((event) => (event.event === "processStarted" ? [event.name] : []));
  return newScenario({
    programs: names.map((name) => program(name, "import socket\n")),
    files: [{ path: "data.bin", data: Uint8Array.of(255, 0), modifiedMs: 0 }],
    recorded: [],
    events,
    wordsOf: () => [],
    countOf: () => 1,
  });
}

it("proposes the handshake, outputs, exits and the end of what a lab has recorded", () => {
  const lines = made().proposed.map(({ expectation }) =>
    formatExpectation(expectation).replace(/ {2,}/g, " "),
  );
  expect(lines).toContain("packets client > server SYN, server > client SYN-ACK, client > server ACK");
  expect(lines).toContain("exit server 0");
  expect(lines).toContain("never RST");
});

it("does not choose by itself what has a number that the kernel chooses", () => {
  const passing = made().proposed.filter(({ isLasting }) => !isLasting);
  for (const { expectation } of passing) expect(formatExpectation(expectation)).toMatch(/\d{5}/);
});

it("writes a scenario that the parser reads, with the client after the server's listen", () => {
  const scenario = made();
  const text = scenario.textWith(
    "Hello",
    scenario.proposed.map(({ expectation }) => expectation),
  );
  expect(parseScenario(text).problems).toEqual([]);
  expect(text).toContain("-- client.py -- after server.listen");
  expect(text).toContain("-- data.bin -- base64");
});
