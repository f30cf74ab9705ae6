import { expect, it } from "vitest";
import { visibleRows } from "./rowWindow";

it("shows what is in view, and some rows more on either side", () => {
  expect(visibleRows(0, 240, 24, 500)).toEqual({ first: 0, end: 16 });
  expect(visibleRows(2400, 240, 24, 500)).toEqual({ first: 94, end: 116 });
});

it("never leaves the list, however far somebody has scrolled before it became short", () => {
  expect(visibleRows(11_900, 240, 24, 500)).toEqual({ first: 489, end: 500 });
  expect(visibleRows(11_900, 240, 24, 3)).toEqual({ first: 0, end: 3 });
  expect(visibleRows(0, 240, 24, 0)).toEqual({ first: 0, end: 0 });
});
