import { describe, expect, it } from "vitest";
import { chapterWords } from "../features/chapters/chapter-words.js";
import { eventSentence } from "../features/time/event-sentence.js";
import { type FixtureName, fixtureNames, loadFixture } from "../fixtures/load-fixture.js";
import { RecordView } from "../record/record-view.js";
import { recordOf } from "../record/test-record.js";
import { languages } from "../shared/language.js";
import { createTranslation } from "../shared/translation.js";
import { strings } from "./strings.js";

function tellers(name: FixtureName, language: (typeof languages)[number] = "en") {
  const events = loadFixture(name);
  const record = recordOf(events);
  const translation = createTranslation(language, strings[language]);
  const { t } = translation;
  const nameOfLane = (lane: number) => record.lanes[lane]?.name ?? t("programs.nobodyThere");
  return {
    chapters: new RecordView(record)
      .chapters()
      .map(({ chapter, then }) => chapterWords(chapter, then, { translation, record, nameOfLane })),
    events: events.map((event) => eventSentence(event, { translation, record })),
    packets: events
      .filter(({ event }) => event === "packet")
      .map((event) => eventSentence(event, { translation, record })),
  };
}

describe("what a chapter says", () => {
  it("is who opens a connection to whom, and A, B, A+1 and B+1 with their numbers", () => {
    const [handshake] = tellers("sample-programs").chapters;
    expect(handshake?.sentence).toBe(
      "client.py (port 54980) opens a connection to server.py:8088 in 3 packets",
    );
    const numbers = handshake?.letters?.match(/\d{4,}/g)?.map(Number) ?? [];
    const [a = 0, b = 0, a1 = 0, b1 = 0] = numbers;
    expect([a1, b1]).toEqual([a + 1, b + 1]);
    expect(handshake?.letters).toMatch(/^client\.py sends SYN .*; server\.py answers SYN-ACK .* B = /);
  });

  it("is why something was sent again or dropped", () => {
    const again = tellers("retransmission").chapters.find(({ title }) => title === "Retransmission");
    expect(again?.sentence).toBe(
      "client-3.py sends 9 B again, 209 ms after the first time: the accept queue of server.py is full (2 of 2), so the kernel drops what comes for a new connection (2 times)",
    );
    const full = tellers("accept-queue-full").chapters.find(({ title }) => title === "Queue full");
    expect(full?.sentence).toContain("The accept queue of server.py:8088 is full (2 of 2)");
    const lost = tellers("udp-lost").chapters[0];
    expect(lost?.sentence).toContain("3 of them are dropped, because its receive queue is full");
  });

  it("is what was lost on a wire, and what made it be sent again", () => {
    const sentences = (name: FixtureName) => tellers(name).chapters.map(({ sentence }) => sentence);
    const [, data, again] = sentences("wire-loss");
    expect(data).toMatch(/; 1 packet is lost on the wire$/);
    expect(again).toMatch(/sends 13 B again, \d+ ms after the first time, which was lost on the wire/);
    expect(sentences("wire-fast-retransmission").join()).toContain("repeated acknowledgements show");
    expect(tellers("wire-fast-retransmission").events.join()).toContain(
      "out of order: the kernel keeps it aside until the bytes before it have come",
    );
  });

  it("is what hosts ask each other before they can send on an Ethernet", () => {
    const said = tellers("wire-neighbours").events.join("\n");
    expect(said).toContain("The kernel of client asks on the wire which MAC address belongs to 10.0.0.2");
    expect(said).toContain("The kernel of server answers that 10.0.0.2 is at 02:00:00:00:00:02");
    expect(said).toContain("which MAC address belongs to fd00::2, before it can send there (ICMPv6)");
    expect(said).toContain("The kernel of client sends ICMPv6: multicast listener report v2");
  });

  it("is where nobody was listening, and who was cut off", () => {
    expect(tellers("refused").chapters[0]?.sentence).toContain(
      "asks for port 8088, where nobody is listening",
    );
    expect(tellers("reset").chapters[1]?.sentence).toContain("server.py breaks the connection off with RST");
  });
});

describe("what a TLS handshake says", () => {
  it("is what both sides agree on, or the alert that ended it", () => {
    const handshakes = tellers("tls").chapters.filter(({ title }) => title.startsWith("TLS"));
    expect(handshakes.map(({ sentence }) => sentence)).toEqual([
      "client.py and server.py:8088 agree on TLS 1.3 with TLS_AES_256_GCM_SHA384, in 5 segments",
      expect.stringMatching(/^older\.py and server\.py:8088 agree on TLS 1\.2 with TLS_ECDHE_ECDSA_/),
      "stranger.py and server.py:8088 do not come to an agreement: the alert says unknown_ca",
    ]);
  });

  it("is, packet by packet, which records they carry", () => {
    expect(tellers("tls").packets.find((said) => said.includes("ClientHello"))).toMatch(
      /^client\.py sends 333 bytes of TLS to server\.py: ClientHello \(SNI localhost, TLS 1\.3, ALPN h2 http\/1\.1\)/,
    );
  });
});

describe("what an event says", () => {
  it("is, of a packet that a setting of its direction lost, what that was set to when it entered the wire", () => {
    const said = tellers("wire-three-hosts").events.join("\n");
    expect(said).toContain("UDP of server.py never arrives at client.py: lost at random (50%)");
    expect(said).toContain("UDP of server.py never arrives at cache.py: lost: every n-th packet is (n = 2)");
    expect(said).toContain(
      "UDP of cache.py never arrives at client.py: lost in a burst (p 100%, r 25%, loses 100%)",
    );
    const inChinese = tellers("wire-three-hosts", "zh-TW").events.join("\n");
    expect(inChinese).toContain("隨機遺失（50%）");
    expect(inChinese).toContain("叢發遺失（p 100%、r 25%、遺失 100%）");
  });

  it("is what became of a packet on a wire, and why", () => {
    const { events } = tellers("wire-hands");
    const said = events.join("\n");
    expect(said).toContain(
      "SYN-ACK of server.py stops on the wire (the rule syn-ack), and waits until it is released, dropped or sent twice",
    );
    expect(said).toMatch(/SYN of client\.py arrives at server\.py after [\d.]+ ms on the wire/);
    expect(said).toContain("UDP of client.py never arrives at server.py: dropped by hand");
    expect(said).toContain(
      "UDP of client.py arrives at server.py a second time: it was duplicated on the wire",
    );
    expect(said).toContain("; one that was sent later has overtaken it");
    expect(said).toContain("with one bit changed: the checksum shows it, and the kernel drops it");
  });

  it("is what a program looked up, and what came of it", () => {
    const record = recordOf([]);
    const translation = createTranslation("en", strings.en);
    const head = { event: "lookup", seq: 1, at: 1, pid: 1, function: "getaddrinfo" } as const;
    const error = { name: "EAI_NONAME", number: -2, message: "Name or service not known" } as const;
    expect(
      eventSentence({ ...head, name: "example.com", service: "80", error }, { translation, record }),
    ).toBe(
      "pid 1 looks a name up: getaddrinfo('example.com', 80) fails with EAI_NONAME: Name or service not known",
    );
    expect(eventSentence({ ...head, name: "lab", answers: ["127.0.0.1"] }, { translation, record })).toBe(
      "pid 1 looks a name up: getaddrinfo('lab') gives 127.0.0.1",
    );
  });

  it("tells the handshake packet by packet, with the states that it changes", () => {
    const [syn, synAck, ack] = tellers("sample-programs").packets;
    expect(syn).toMatch(
      /^client\.py sends SYN to port 8088: .* A = \d+ \(client\.py\s→ SYN-SENT, server\.py\s→ SYN-RECEIVED\)$/,
    );
    expect(synAck).toMatch(/B = \d+, and expects A\+1 = \d+ next/);
    expect(ack).toMatch(/B\+1 = \d+ next/);
  });
});

it.each(languages)("says something whole of every recorded chapter and event: %s", (language) => {
  for (const name of fixtureNames) {
    const { chapters, events } = tellers(name, language);
    const said = [...events, ...chapters.flatMap(({ title, sentence }) => [title, sentence])];
    for (const text of said) expect(text).not.toMatch(/\{\{|undefined|null|NaN|^$|^\w+\.\w+\.\w+$/);
  }
});
