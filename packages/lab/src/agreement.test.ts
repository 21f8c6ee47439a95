import {
  ancillaryKinds,
  epollEvents,
  errnoNames,
  errnoNumber,
  limits,
  optionLevels,
  pollEvents,
  ReceivedFlag,
  socketOptionNames,
  socketOptions,
} from "@sockpit/protocol";
import {
  bounds,
  epollEvents as epollEventsOfSockets,
  errnos,
  ancillaryKinds as kindsOfSockets,
  pollEvents as pollEventsOfSockets,
  receivedFlags,
  socketConstants,
} from "@sockpit/sockets";
import { describe, expect, test } from "vitest";

describe("The protocol and the sockets agree", () => {
  test("on the names and numbers of errno", () => {
    const ofLinux = errnoNames.filter((name) => errnoNumber(name) > 0);
    expect(errnos).toEqual(Object.fromEntries(ofLinux.map((name) => [name, errnoNumber(name)])));
  });

  test("on the numbers of socket options and their levels", () => {
    const numbers = socketOptionNames.map((name) => [name, socketOptions[name].number]);
    expect(socketConstants).toEqual({ ...optionLevels, ...Object.fromEntries(numbers) });
  });

  test("on the kinds of ancillary data", () => {
    for (const [name, { level, number, value }] of Object.entries(ancillaryKinds)) {
      expect({ [name]: { level, number, value } }).toEqual({
        [name]: kindsOfSockets[name as keyof typeof kindsOfSockets],
      });
    }
    expect(Object.keys(kindsOfSockets)).toEqual(Object.keys(ancillaryKinds));
  });

  test("on the bits of poll and epoll, and the names of received flags", () => {
    expect(pollEventsOfSockets).toEqual(pollEvents);
    expect(epollEventsOfSockets).toEqual(epollEvents);
    expect(Object.keys(receivedFlags).sort()).toEqual([...ReceivedFlag.options].sort());
  });

  test("on what one call takes: the protocol lets nothing through that sockets would cut", () => {
    for (const [name, bound] of Object.entries(bounds)) {
      expect([name, limits[name as keyof typeof bounds] <= bound]).toEqual([name, true]);
    }
  });
});
