import { expect, it } from "vitest";
import { codingLineFault } from "./coding-line.js";

it("a coding line without the program's characters, or of no encoding, is a fault that can be undone", () => {
  expect(codingLineFault("# a tool\n# -*- coding: big5 -*-\nprint('😀')\n")).toMatchObject({
    values: { encoding: "big5" },
    line: 2,
    actions: [{ edit: "codingLine", source: "# a tool\n# -*- coding: utf-8 -*-\nprint('😀')\n" }],
  });
  expect(codingLineFault("# coding: nonsense\n")).toMatchObject({ values: { encoding: "nonsense" } });
});

it.each(["print('😀')\n", "# coding: utf-8\nprint('😀')\n", "# coding: big5\nprint('功')\n"])(
  "%j has no fault",
  (source) => {
    expect(codingLineFault(source)).toBeUndefined();
  },
);
