import { describe, expect, it } from "vitest";
import { Camera, LEAD, scaleFor, toScreenX, toScreenY, toWorldX, toWorldY } from "./camera";

describe("the camera", () => {
  it("shows 1600 x 900 world px in any window of that shape", () => {
    expect(1280 / scaleFor(1280, 720)).toBeCloseTo(1600, 6);
    expect(3840 / scaleFor(3840, 2160)).toBeCloseTo(1600, 6);
  });

  it("gives a window of another shape the same area, not more", () => {
    const scale = scaleFor(2560, 1080);
    expect((2560 / scale) * (1080 / scale)).toBeCloseTo(1600 * 900, 3);
  });

  it("keeps ships large enough on a phone", () => {
    expect(scaleFor(360, 640)).toBe(0.5);
  });

  it("maps the screen to the world and back", () => {
    const camera = new Camera();
    camera.resize(1280, 720);
    camera.follow(2000, 1000, 0, 0, 1);
    const view = camera.view();
    expect(toScreenX(view, 2000)).toBeCloseTo(640);
    expect(toScreenY(view, 1000)).toBeCloseTo(360);
    expect(toWorldX(view, toScreenX(view, 1234))).toBeCloseTo(1234);
    expect(toWorldY(view, toScreenY(view, 777))).toBeCloseTo(777);
  });

  it("leads toward the aim by at most 120 px", () => {
    const camera = new Camera();
    camera.resize(1280, 720);
    for (let frame = 0; frame < 300; frame++) camera.follow(500, 500, 3, 4, 1 / 60);
    const view = camera.view();
    expect(Math.hypot(view.centreX - 500, view.centreY - 500)).toBeCloseTo(LEAD, 1);
    expect(view.centreX).toBeCloseTo(500 + LEAD * 0.6, 1);
  });

  it("eases the lead alike at 30 and at 120 frames a second", () => {
    const slow = new Camera();
    const fast = new Camera();
    for (let frame = 0; frame < 15; frame++) slow.follow(0, 0, 1, 0, 1 / 30);
    for (let frame = 0; frame < 60; frame++) fast.follow(0, 0, 1, 0, 1 / 120);
    expect(slow.view().centreX).toBeCloseTo(fast.view().centreX, 6);
  });

  it("glides to a near point and cuts to a far one", () => {
    const camera = new Camera();
    camera.resize(1280, 720);
    camera.follow(0, 0, 0, 0, 1);
    camera.glide(300, 0, 1 / 60);
    expect(camera.view().centreX).toBeGreaterThan(0);
    expect(camera.view().centreX).toBeLessThan(100);
    camera.glide(3000, 3000, 1 / 60);
    expect(camera.view().centreX).toBe(3000);
  });

  it("shows little of what lies beyond the border", () => {
    const camera = new Camera();
    camera.resize(1600, 900);
    camera.enclose(4096, 4096);
    camera.follow(20, 4080, 0, 0, 1);
    const view = camera.view();
    expect(toWorldX(view, 0)).toBeCloseTo(-130);
    expect(toWorldY(view, 900)).toBeCloseTo(4096 + 130);
    camera.enclose(800, 600);
    expect(camera.view()).toMatchObject({ centreX: 400, centreY: 300 });
  });
});
