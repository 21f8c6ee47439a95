import { expect, test } from "vitest";
import { MailboxReader, MailboxWriter, mailboxMemory } from "./mailbox.js";

function mailbox(): { writer: MailboxWriter; reader: MailboxReader } {
  const memory = mailboxMemory();
  const writer = new MailboxWriter(memory);
  return { writer, reader: new MailboxReader(memory, () => writer.fill()) };
}

test("messages arrive whole and in order, also where one is larger than the memory", () => {
  const { writer, reader } = mailbox();
  const data = Uint8Array.from({ length: 300_000 }, (_, index) => index % 251);
  writer.send({ kind: "answer", value: { json: "{}", data } });
  writer.send({ kind: "answer", value: undefined });
  const answer = reader.read() as { kind: string; value: { json: string; data: Uint8Array } };
  expect([answer.kind, answer.value.json]).toEqual(["answer", "{}"]);
  expect(answer.value.data.every((byte, index) => byte === data[index])).toBe(true);
  expect(answer.value.data).toHaveLength(data.length);
  expect(reader.hasMessage).toBe(true);
  expect(reader.read()).toEqual({ kind: "answer" });
  expect(reader.hasMessage).toBe(false);
});

test("a reader that does not wait sees that a message waits, whole or behind another", () => {
  const { writer, reader } = mailbox();
  expect(reader.hasMessage).toBe(false);
  writer.send("first");
  writer.send("second");
  expect([reader.read(), reader.hasMessage, reader.read(), reader.hasMessage]).toEqual([
    "first",
    true,
    "second",
    false,
  ]);
});

test("a signal is seen without a message", () => {
  const { writer, reader } = mailbox();
  writer.setSignal(true);
  expect(reader.hasSignal).toBe(true);
  writer.setSignal(false);
  expect(reader.hasSignal).toBe(false);
  reader.expectSignal();
  expect(reader.hasSignal).toBe(true);
});
