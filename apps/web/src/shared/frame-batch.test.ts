import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { FrameBatch, pacedFrames } from "./frame-batch.js";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
});
afterEach(() => {
  vi.useRealTimers();
});

function open() {
  const drawn: string[][] = [];
  const frames: (() => void)[] = [];
  const batch = new FrameBatch<string>(
    (items) => drawn.push([...items]),
    pacedFrames((callback) => {
      frames.push(callback);
      return () => frames.splice(frames.indexOf(callback), 1);
    }),
  );
  const nextFrame = () => frames.splice(0).forEach((frame) => void frame());
  return { batch, drawn, nextFrame };
}

test("what comes now and then is drawn with the next frame", () => {
  const { batch, drawn, nextFrame } = open();
  batch.push("a");
  batch.push("b");
  nextFrame();
  vi.advanceTimersByTime(200);
  batch.push("c");
  nextFrame();
  expect(drawn).toEqual([["a", "b"], ["c"]]);
});

test("a stream is drawn seven times a second, and nothing of it is lost", () => {
  const { batch, drawn, nextFrame } = open();
  for (let ms = 0; ms < 1000; ms += 1) {
    batch.push(String(ms));
    vi.advanceTimersByTime(1);
    if (ms % 16 === 0) nextFrame();
  }
  vi.advanceTimersByTime(200);
  nextFrame();
  expect(drawn.length).toBeLessThanOrEqual(8);
  expect(drawn.flat()).toHaveLength(1000);
});

test("flushing at once calls the waiting draw off", () => {
  const { batch, drawn, nextFrame } = open();
  batch.push("a");
  nextFrame();
  batch.push("b");
  batch.flush();
  vi.advanceTimersByTime(200);
  nextFrame();
  expect(drawn).toEqual([["a"], ["b"]]);
});

test("drawing that takes long is done seldom enough to leave the page most of the time", () => {
  const drawn: string[] = [];
  const painted: (() => void)[] = [];
  const batch = new FrameBatch<string>(
    (items) => drawn.push(...items),
    pacedFrames(
      (callback) => {
        const timer = setTimeout(callback, 0);
        return () => clearTimeout(timer);
      },
      (callback) => painted.push(callback),
    ),
  );
  batch.push("a");
  vi.advanceTimersByTime(0);
  vi.advanceTimersByTime(80);
  painted.splice(0).forEach((callback) => void callback());
  batch.push("b");
  vi.advanceTimersByTime(399);
  expect(drawn).toEqual(["a"]);
  vi.advanceTimersByTime(2);
  expect(drawn).toEqual(["a", "b"]);
});
