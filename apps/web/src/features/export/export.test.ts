import { escapeXml, type LabEvent } from "@sockpit/protocol";
import { describe, expect, it } from "vitest";
import { eventsOf, findPacket } from "../../fixtures/find-events.js";
import { loadFixture } from "../../fixtures/load-fixture.js";
import { renumbered } from "../../fixtures/renumber.js";
import { NOW } from "../../record/moment.js";
import { modelOf as recordModelOf } from "../../record/test-record.js";
import { countUpTo, DiagramModel, diagramWords } from "../diagram/public.js";
import { diagramMermaid, mermaidText } from "./export-mermaid.js";
import type { ExportOptions } from "./export-options.js";
import { diagramSvg } from "./export-svg.js";
import { mix, type Palette } from "./palette.js";
import { element } from "./svg-elements.js";
import { pngScale } from "./svg-to-png.js";

/** Keys in place of texts, with their values. */
const words = diagramWords({
  language: "en",
  t: (key, values = {}) => [key, ...Object.values(values)].join(" "),
});

const palette: Palette = {
  bg: "#0d1117",
  border: "#212a36",
  text: "#e6ebf2",
  dim: "#919bab",
  blue: "#7ab0ff",
  green: "#58cf9b",
  amber: "#f2b661",
  red: "#ff8a80",
  purple: "#b795f2",
  programs: ["#3fcfb4", "#f2b661"],
};

const exchange = loadFixture("sample-programs");
/** The SYN of the exchange, and the number that it begins with. */
const syn = exchange.find((event) => event.event === "packet");

function modelOf(events: readonly LabEvent[]): DiagramModel {
  return new DiagramModel({ record: recordModelOf(events) });
}

function optionsOf(model: DiagramModel, more: Partial<ExportOptions> = {}): ExportOptions {
  const { rows, lanes } = model.store.getState();
  return {
    rows,
    lanes,
    record: model.record,
    asOf: NOW,
    hasRelativeNumbers: true,
    words,
    splits: new Map(),
    folds: new Map(),
    headOf: ({ lane }) => ({
      name: lanes[lane]?.name ?? "",
      more: ` pid ${lanes[lane]?.lives.at(-1)?.pid}`,
    }),
    colourOfLane: (lane) => lane,
    ...more,
  };
}

function svgOf(model: DiagramModel, more: Partial<ExportOptions> & { maxRows?: number } = {}) {
  return diagramSvg({ ...optionsOf(model, more), ...more, palette, language: "en" });
}

describe("the diagram as SVG", () => {
  const model = modelOf(exchange);

  it("says what the page says, with the theme's colours in it", () => {
    const { svg, height } = svgOf(model);
    for (const text of ["server.py pid 1", "client.py pid 2", "SYN", "ack=A+1", "LISTEN"])
      expect(svg).toContain(text);
    expect(svg).toContain(`fill="${palette.bg}"`);
    expect(svg).not.toContain("var(");
    expect(svg).not.toContain("class=");
    expect(height).toBeGreaterThan(model.store.getState().rows.length * 28);
  });

  it("holds what an earlier moment held, and what the filter shows", () => {
    const { rows } = model.store.getState();
    const before = (syn?.seq ?? 0) - 1;
    const early = svgOf(model, { rows: rows.slice(0, countUpTo(rows, before)), asOf: before }).svg;
    expect(early).not.toContain("SYN");
    const filtered = modelOf(exchange);
    filtered.setFilter({ kinds: new Set(["packets"]) });
    const { svg } = svgOf(filtered);
    expect(svg).toContain("SYN");
    expect(svg).not.toContain("bind(");
  });

  it("has the numbers of the wire on demand", () => {
    expect(svgOf(model, { hasRelativeNumbers: false }).svg).toContain(
      `seq=${syn?.event === "packet" ? syn.tcp?.seq : ""}`,
    );
  });

  it("says where rows are left out", () => {
    expect(svgOf(model, { maxRows: 3 }).svg).toContain("export.cut 3");
  });

  it("writes nothing that XML does not allow", () => {
    expect(svgOf(modelOf(loadFixture("threads"))).svg).toContain("a &lt; b &amp; &quot;c&quot;; #");
    expect(escapeXml("\u0000\u001b[1m\ud800 ok\ttab")).toBe("��[1m� ok\ttab");
    expect(element("text", { x: 1.25, fill: undefined, id: '"' }, "<")).toBe(
      '<text x="1.3" id="&quot;">&lt;</text>',
    );
  });
});

describe("the diagram as Mermaid", () => {
  it("has participants, packets as arrows, calls as notes, and bars that are begun and ended", () => {
    const { text } = diagramMermaid(optionsOf(modelOf(exchange)));
    const lines = text.split("\n").map((line) => line.trim());
    expect(lines[0]).toBe("sequenceDiagram");
    expect(lines).toContain("participant p0 as server.py (pid 1)");
    const [syn, synAck] = eventsOf(exchange, "packet").map(({ tcp }) => tcp?.seq);
    expect(lines).toContain(`p1->>p0: SYN seq=A (${syn})`);
    expect(lines).toContain(`p0->>p1: SYN-ACK seq=B (${synAck}) ack=A+1`);
    expect(lines).toContain("p1-->>p0: ACK ack=B+1");
    expect(lines).toContain("Note over p0,p1: chapters.titles.handshake");
    expect(lines.some((line) => line.startsWith("Note left of p0: fd 3 bind"))).toBe(true);
    for (const lane of [0, 1]) {
      const begun = lines.filter((line) => line === `activate p${lane}`).length;
      expect(lines.filter((line) => line === `deactivate p${lane}`)).toHaveLength(begun);
    }
    expect(lines).toContain("activate p0");
  });

  it("takes nothing of a text for its own", () => {
    expect(mermaidText("a;b#c\nd")).toBe("a#59;b#35;c d");
    expect(mermaidText("wrap: style")).toBe("#119;rap: #115;tyle");
    expect(mermaidText("")).toBe("#160;");
  });

  it("stays within what Mermaid draws, and says what is left out", () => {
    const refused = loadFixture("refused");
    const reset = findPacket(refused, ({ tcp }) => tcp?.flags.includes("RST") === true);
    // As if it came again and again.
    const resets = Array.from({ length: 5000 }, () => ({ ...reset, changes: [] }));
    const many = modelOf(renumbered([...refused.slice(0, refused.indexOf(reset)), ...resets]));
    const { text, rows } = diagramMermaid(optionsOf(many));
    expect(text.length).toBeLessThan(50_000);
    expect(text).toContain(`export.cut ${rows}`);
  });
});

it("mixes colours as CSS does, however they are written", () => {
  expect(mix("#ffffff", 0.5, "#000000")).toBe("#808080");
  expect(mix("#fff", 0.5, "#000")).toBe("#808080");
});

describe("the diagram as PNG", () => {
  it("has twice its size, its own, or as much as browsers paint", () => {
    expect(pngScale({ width: 1_000, height: 8_000 })).toBe(2);
    expect(pngScale({ width: 3_139, height: 15_096 })).toBe(1);
    for (const size of [
      { width: 20_000, height: 3_000 },
      { width: 9_000, height: 16_384 },
    ]) {
      const scale = pngScale(size);
      expect(scale).toBeGreaterThan(0.8);
      expect(size.width * scale).toBeLessThanOrEqual(16_384);
      expect(size.width * scale * size.height * scale).toBeLessThanOrEqual(120_000_001);
    }
  });

  it("cuts no name of sixteen programs, and has room for them", () => {
    const crowd = modelOf(loadFixture("sixteen-programs"));
    const { svg, width, height } = svgOf(crowd);
    for (const { name } of crowd.store.getState().lanes) expect(svg).toContain(name);
    expect(pngScale({ width, height })).toBe(1);
  });
});

describe("what is exported of a lab with a wire", () => {
  const model = modelOf(loadFixture("wire-loss"));

  it("has hosts, slanted arrows, the mark where a packet was lost, and the link of its retransmission", () => {
    const { svg } = svgOf(model);
    for (const text of ["server 10.0.0.2", "client 10.0.0.1", "dropped by the rule drop-first", "again, "])
      expect(svg).toContain(text);
    expect(svg.match(new RegExp(`<path d="[^"]+" fill="none" stroke="${palette.red}"`, "g"))).toHaveLength(1);
    expect(svg).toMatch(new RegExp(`<path d="[^"]+q[^"]+" fill="none" stroke="${palette.amber}"`));
    const slants = [...svg.matchAll(/<path d="M[\d.]+ ([\d.]+) L[\d.]+ ([\d.]+)" fill="none"/g)];
    const falls = slants.map(([, from, to]) => Number(to) - Number(from));
    expect(Math.max(...falls)).toBeGreaterThan(3 * 28);
  });

  it("is of three and four hosts as wide as its content, with their names over their lanes", () => {
    for (const name of ["wire-three-hosts", "wire-four-hosts"] as const) {
      const { svg, width } = svgOf(modelOf(loadFixture(name)));
      const rights = [...svg.matchAll(/<rect x="([\d.]+)" y="8" width="([\d.]+)"/g)].map(
        ([, x, long]) => Number(x) + Number(long),
      );
      expect(rights).toHaveLength(name === "wire-three-hosts" ? 3 : 4);
      expect(width - Math.max(...rights)).toBeGreaterThanOrEqual(0);
      expect(width - Math.max(...rights)).toBeLessThan(14);
      for (const text of ["client 10.0.0.1", "server 10.0.0.2", "cache 10.0.0.3"])
        expect(svg).toContain(text);
    }
  });

  it("is in Mermaid a box for each host, and a cross for what was lost", () => {
    const { text } = diagramMermaid(optionsOf(model));
    expect(text).toContain("    box transparent server 10.0.0.2\n    participant p0 as server.py");
    expect(text).toMatch(/p1-xp0: DATA .*dropped by the rule drop-first/);
    expect(text).not.toMatch(/: *$/m);
  });
});
