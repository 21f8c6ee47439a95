import { clearWire } from "@sockpit/protocol";
import { describe, expect, it } from "vitest";
import { PendingChange } from "./pending-change.js";
import { WireSetter } from "./wire-setter.js";

const there = { from: "client", to: "server", settings: clearWire };
const back = { from: "server", to: "client", settings: clearWire };

describe("a pending change", () => {
  it("has the last value of each setting", () => {
    const pending = new PendingChange();
    pending.set(there, { delayMs: 10, lossShare: 0.1 });
    pending.set("all", { delayMs: 20 });
    expect(pending.change).toEqual({
      settings: { delayMs: 20 },
      directions: [{ from: "client", to: "server", settings: { lossShare: 0.1 } }],
    });
    expect(pending.appliedTo(there).settings).toEqual({ ...clearWire, delayMs: 20, lossShare: 0.1 });
    expect(pending.appliedTo(back).settings).toEqual({ ...clearWire, delayMs: 20 });
  });

  it("has the last congestion control of each host that was chosen, and leaves the others", () => {
    const pending = new PendingChange();
    expect(pending.isEmpty).toBe(true);
    pending.setCongestion("client", "bbr");
    pending.setCongestion("client", "reno");
    expect(pending.isEmpty).toBe(false);
    expect(pending.change).toEqual({ hosts: [{ name: "client", congestionControl: "reno" }] });
    const hosts = ["client", "server"].map((name) => ({ name, congestionControl: "cubic" }));
    expect(hosts.map((host) => pending.appliedToHost(host).congestionControl)).toEqual(["reno", "cubic"]);
  });
});

describe("setting the wire", () => {
  it("sends the first change at once and the last one after a pause, and shows it meanwhile", async () => {
    const sent: unknown[] = [];
    const later: (() => void)[] = [];
    const setter = new WireSetter({
      send: async (change) => void sent.push(change),
      onFailed: () => {},
      later: (callback) => void later.push(callback),
    });
    for (const delayMs of [1, 2, 3]) setter.set("all", { delayMs });
    await Promise.resolve();
    expect(sent).toEqual([{ settings: { delayMs: 1 } }]);
    expect(setter.applied({ directions: [there], rules: [] }).directions[0]?.settings.delayMs).toBe(3);
    later.shift()?.();
    await Promise.resolve();
    expect(sent).toEqual([{ settings: { delayMs: 1 } }, { settings: { delayMs: 3 } }]);
  });

  it("shows what the lab says where it refuses a change", async () => {
    const failures: unknown[] = [];
    const setter = new WireSetter({
      send: () => Promise.reject(new Error("refused")),
      onFailed: (failure) => void failures.push(failure),
      later: () => {},
    });
    setter.set("all", { delayMs: 1 });
    await new Promise((resolve) => setTimeout(resolve));
    expect(failures).toHaveLength(1);
    expect(setter.applied({ directions: [there], rules: [] }).directions[0]?.settings.delayMs).toBe(0);
  });
});
