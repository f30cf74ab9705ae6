import type { View } from "../camera";
import { HULL_GOOD, RAIL, SHIELD } from "../palette";
import type { PickUpKind } from "../scene";
import { ParticlePool } from "./particles";
import type { Surface } from "./surface";

const MAX_PARTICLES = 700;
const MAX_NUMBERS = 24;
const MAX_BEAMS = 16;
const BEYOND = 600; // world px around the picture: what happens there may be seen while it lasts
const BEAM_LIFE = 0.3; // seconds
const NUMBER_LIFE = 0.8;
const FLASH_LIFE = 0.05;

/** No ship flashes more often: nothing may flash more than three times a second. */
const FLASH_PAUSE = 0.34;

interface Beam {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
  age: number;
}

interface DamageNumber {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly tint: number;
  age: number;
}

export const PICK_UP_COLOURS: Record<PickUpKind, number> = {
  repair: HULL_GOOD,
  overdrive: 0xffc04a,
  cloak: 0xb9a5ff,
};

const between = (low: number, high: number): number => low + Math.random() * (high - low);

/** Everything that flies, fades and glitters and means nothing to the rules. */
export class Effects {
  private readonly particles = new ParticlePool(MAX_PARTICLES);
  private readonly beams: Beam[] = [];
  private readonly numbers: DamageNumber[] = [];
  private readonly flashes = new Map<number, number>(); // ship id -> seconds since the flash began
  private centreX = 0; // world px
  private centreY = 0;
  private halfWidth = Number.POSITIVE_INFINITY; // until something is shown
  private halfHeight = Number.POSITIVE_INFINITY;

  /** What is shown from now on: what happens far from it leaves no light. */
  watch({ centreX, centreY, width, height, scale }: View): void {
    this.centreX = centreX;
    this.centreY = centreY;
    this.halfWidth = width / scale / 2 + BEYOND;
    this.halfHeight = height / scale / 2 + BEYOND;
  }

  private sees(x: number, y: number): boolean {
    return Math.abs(x - this.centreX) < this.halfWidth && Math.abs(y - this.centreY) < this.halfHeight;
  }

  /** Sparks leave along the normal of the hit, toward where the shot came from. */
  hit(x: number, y: number, angle: number, tint: number, shielded: boolean): void {
    if (!this.sees(x, y)) return;
    const colour = shielded ? SHIELD : tint;
    const count = 6 + Math.floor(Math.random() * 5);
    for (let index = 0; index < count; index++) {
      const direction = angle + between(-0.8, 0.8);
      const speed = between(90, 360);
      this.particles.add({
        image: "streak",
        x,
        y,
        vx: Math.cos(direction) * speed,
        vy: Math.sin(direction) * speed,
        drag: 5,
        rotation: direction,
        life: between(0.16, 0.36),
        scale: between(0.3, 0.6),
        stretch: 0.9,
        tint: index % 3 === 0 ? 0xffffff : colour,
        blend: "add",
      });
    }
    this.glow(x, y, colour, 0.55, 0.12);
  }

  /** The ship turns white for a moment. */
  flash(shipId: number): void {
    const since = this.flashes.get(shipId);
    if (since === undefined || since > FLASH_PAUSE) this.flashes.set(shipId, 0);
  }

  isFlashing(shipId: number): boolean {
    const since = this.flashes.get(shipId);
    return since !== undefined && since < FLASH_LIFE;
  }

  death(x: number, y: number, tint: number): void {
    if (!this.sees(x, y)) return;
    this.glow(x, y, 0xffffff, 2.2, 0.18);
    this.glow(x, y, tint, 3.4, 0.5);
    this.ring(x, y, tint, 0.2, 2, 0.5);
    this.ring(x, y, 0xffffff, 0.1, 1.1, 0.3);
    for (let index = 0; index < 26; index++) {
      const direction = between(0, Math.PI * 2);
      const speed = between(80, 520);
      this.particles.add({
        image: "streak",
        x,
        y,
        vx: Math.cos(direction) * speed,
        vy: Math.sin(direction) * speed,
        drag: 3.2,
        rotation: direction,
        life: between(0.3, 0.8),
        scale: between(0.5, 1.1),
        tint: index % 4 === 0 ? 0xffffff : tint,
        blend: "add",
      });
    }
    for (let index = 0; index < 9; index++) {
      const direction = between(0, Math.PI * 2);
      const speed = between(40, 190);
      this.particles.add({
        image: "shard",
        x,
        y,
        vx: Math.cos(direction) * speed,
        vy: Math.sin(direction) * speed,
        drag: 1.2,
        rotation: direction,
        spin: between(-7, 7),
        life: between(0.8, 1.6),
        scale: between(0.6, 1.2),
        tint,
        blend: "normal",
      });
    }
    for (let index = 0; index < 5; index++) {
      this.particles.add({
        image: "smoke",
        x: x + between(-14, 14),
        y: y + between(-14, 14),
        vx: between(-26, 26),
        vy: between(-26, 26),
        life: between(0.7, 1.2),
        scale: 0.7,
        endScale: 2,
        alpha: 0.22,
        tint: 0x8fa3c8,
        blend: "normal",
      });
    }
  }

  muzzle(x: number, y: number, angle: number, tint: number): void {
    if (!this.sees(x, y)) return;
    this.particles.add({
      image: "glow",
      x: x + Math.cos(angle) * 4,
      y: y + Math.sin(angle) * 4,
      life: 0.07,
      scale: 0.42,
      tint,
      blend: "add",
    });
    for (let index = 0; index < 2; index++) {
      const direction = angle + between(-0.5, 0.5);
      this.particles.add({
        image: "streak",
        x,
        y,
        vx: Math.cos(direction) * 240,
        vy: Math.sin(direction) * 240,
        drag: 7,
        rotation: direction,
        life: 0.12,
        scale: 0.35,
        tint: 0xffffff,
        blend: "add",
      });
    }
  }

  /** A bolt ends at a wall, or bounces. */
  ricochet(x: number, y: number, tint: number): void {
    if (!this.sees(x, y)) return;
    for (let index = 0; index < 4; index++) {
      const direction = between(0, Math.PI * 2);
      this.particles.add({
        image: "streak",
        x,
        y,
        vx: Math.cos(direction) * between(60, 200),
        vy: Math.sin(direction) * between(60, 200),
        drag: 6,
        rotation: direction,
        life: between(0.1, 0.22),
        scale: 0.3,
        tint,
        blend: "add",
      });
    }
    this.glow(x, y, tint, 0.35, 0.1);
  }

  rail(x1: number, y1: number, x2: number, y2: number): void {
    if (this.beams.length >= MAX_BEAMS) this.beams.shift();
    this.beams.push({ x1, y1, x2, y2, age: 0 });
    const length = Math.hypot(x2 - x1, y2 - y1);
    const angle = Math.atan2(y2 - y1, x2 - x1);
    this.particles.add({
      image: "star",
      x: x1,
      y: y1,
      life: 0.25,
      scale: 1.1,
      spin: 3,
      tint: RAIL,
      blend: "add",
    });
    this.glow(x2, y2, RAIL, 0.9, 0.2);
    for (let at = 20; at < length; at += 46) {
      this.particles.add({
        image: "smoke",
        x: x1 + Math.cos(angle) * at + between(-5, 5),
        y: y1 + Math.sin(angle) * at + between(-5, 5),
        vx: between(-16, 16),
        vy: between(-16, 16),
        life: between(0.35, 0.7),
        scale: 0.2,
        endScale: 0.7,
        alpha: 0.22,
        tint: RAIL,
        blend: "add",
      });
    }
  }

  pickUp(x: number, y: number, kind: PickUpKind): void {
    if (!this.sees(x, y)) return;
    const tint = PICK_UP_COLOURS[kind];
    this.ring(x, y, tint, 0.2, 1, 0.4);
    for (let index = 0; index < 12; index++) {
      const direction = (index / 12) * Math.PI * 2;
      this.particles.add({
        image: "spark",
        x: x + Math.cos(direction) * 16,
        y: y + Math.sin(direction) * 16,
        vx: Math.cos(direction) * 90,
        vy: Math.sin(direction) * 90,
        drag: 3,
        life: 0.5,
        scale: 0.8,
        endScale: 0.3,
        tint,
        blend: "add",
      });
    }
  }

  dash(x: number, y: number, angle: number, tint: number): void {
    if (!this.sees(x, y)) return;
    this.ring(x, y, tint, 0.15, 0.75, 0.3);
    for (let index = 0; index < 10; index++) {
      const direction = angle + Math.PI + between(-0.35, 0.35);
      const speed = between(120, 420);
      this.particles.add({
        image: "streak",
        x: x + between(-10, 10),
        y: y + between(-10, 10),
        vx: Math.cos(direction) * speed,
        vy: Math.sin(direction) * speed,
        drag: 4,
        rotation: direction,
        life: between(0.2, 0.4),
        scale: between(0.5, 1),
        tint,
        blend: "add",
      });
    }
  }

  spawn(x: number, y: number, tint: number): void {
    if (!this.sees(x, y)) return;
    this.ring(x, y, tint, 1.3, 0.3, 0.45);
    this.glow(x, y, tint, 1.6, 0.4);
  }

  /** How much a shot of one's own hurt somebody; only the shooter sees it. */
  number(x: number, y: number, text: string, tint: number): void {
    if (this.numbers.length >= MAX_NUMBERS) this.numbers.shift();
    this.numbers.push({ x: x + between(-10, 10), y: y - 20, text, tint, age: 0 });
  }

  step(seconds: number): void {
    this.particles.step(seconds);
    for (const beam of this.beams) beam.age += seconds;
    while (this.beams[0] && this.beams[0].age > BEAM_LIFE) this.beams.shift();
    for (const number of this.numbers) number.age += seconds;
    while (this.numbers[0] && this.numbers[0].age > NUMBER_LIFE) this.numbers.shift();
    this.flashes.forEach((since, id) => {
      if (since > FLASH_PAUSE) this.flashes.delete(id);
      else this.flashes.set(id, since + seconds);
    });
  }

  paintSolid(surface: Surface): void {
    this.particles.paint(surface, "normal");
  }

  paintLight(surface: Surface): void {
    this.particles.paint(surface, "add");
    for (const beam of this.beams) {
      const left = 1 - beam.age / BEAM_LIFE;
      const x = (beam.x1 + beam.x2) / 2;
      const y = (beam.y1 + beam.y2) / 2;
      const long = Math.hypot(beam.x2 - beam.x1, beam.y2 - beam.y1) / 32;
      const angle = Math.atan2(beam.y2 - beam.y1, beam.x2 - beam.x1);
      surface.sprite("beam", x, y, angle, long, 0.6 + 1.6 * left, RAIL, left * 0.75);
      surface.sprite("beam", x, y, angle, long, 0.15 + 0.35 * left, 0xffffff, left);
    }
  }

  paintNumbers(surface: Surface, scale: number): void {
    const size = Math.max(15, Math.round(14 * scale));
    for (const number of this.numbers) {
      const done = number.age / NUMBER_LIFE;
      surface.label(number.text, number.x, number.y - 26 * done, size, number.tint, 1 - done * done);
    }
  }

  clear(): void {
    this.particles.clear();
    this.beams.length = 0;
    this.numbers.length = 0;
    this.flashes.clear();
  }

  private glow(x: number, y: number, tint: number, scale: number, life: number): void {
    this.particles.add({ image: "glow", x, y, life, scale, endScale: scale * 1.3, tint, blend: "add" });
  }

  private ring(x: number, y: number, tint: number, from: number, to: number, life: number): void {
    this.particles.add({
      image: "ring",
      x,
      y,
      life,
      scale: from,
      endScale: to,
      alpha: 0.8,
      tint,
      blend: "add",
    });
  }
}
