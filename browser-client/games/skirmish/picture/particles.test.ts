import { describe, expect, it } from "vitest";
import { ParticlePool, type ParticleSpec } from "./particles";

const spark: ParticleSpec = {
  image: "spark",
  x: 0,
  y: 0,
  vx: 10,
  life: 0.5,
  scale: 1,
  tint: 0xffffff,
  blend: "add",
};

describe("a pool of particles", () => {
  it("forgets a particle when its life is over", () => {
    const pool = new ParticlePool(4);
    pool.add(spark);
    expect(pool.alive).toBe(1);
    pool.step(0.6);
    expect(pool.alive).toBe(0);
  });

  it("lets the oldest give way instead of growing", () => {
    const pool = new ParticlePool(4);
    for (let index = 0; index < 100; index++) pool.add(spark);
    expect(pool.alive).toBe(4);
  });

  it("is empty once cleared", () => {
    const pool = new ParticlePool(4);
    pool.add(spark);
    pool.clear();
    expect(pool.alive).toBe(0);
  });
});
