import type { ImageName } from "./art";
import type { Blend, Surface } from "./surface";

/** One particle; all of its motion is known when it starts. Lengths in world px, times in seconds. */
export interface ParticleSpec {
  readonly image: ImageName;
  readonly x: number;
  readonly y: number;
  readonly vx?: number;
  readonly vy?: number;
  readonly drag?: number; // part of the speed lost in a second, as an exponent
  readonly rotation?: number;
  readonly spin?: number; // radians a second
  readonly life: number;
  readonly scale: number;
  readonly endScale?: number;
  readonly stretch?: number; // of the y scale
  readonly alpha?: number;
  readonly tint: number;
  readonly blend: Blend;
}

interface Particle {
  image: ImageName;
  x: number;
  y: number;
  vx: number;
  vy: number;
  drag: number;
  rotation: number;
  spin: number;
  age: number;
  life: number;
  scale: number;
  endScale: number;
  stretch: number;
  alpha: number;
  tint: number;
  blend: Blend;
}

function blank(): Particle {
  return {
    image: "spark",
    x: 0,
    y: 0,
    vx: 0,
    vy: 0,
    drag: 0,
    rotation: 0,
    spin: 0,
    age: 1,
    life: 0,
    scale: 1,
    endScale: 1,
    stretch: 1,
    alpha: 1,
    tint: 0xffffff,
    blend: "add",
  };
}

/** A fixed number of particles; when all are in use the oldest gives way, so a storm of effects costs no more. */
export class ParticlePool {
  private readonly particles: Particle[];
  private next = 0;

  constructor(capacity: number) {
    this.particles = Array.from({ length: capacity }, blank);
  }

  get alive(): number {
    let count = 0;
    for (const particle of this.particles) if (particle.age < particle.life) count++;
    return count;
  }

  add(spec: ParticleSpec): void {
    const particle = this.particles[this.next]!;
    this.next = (this.next + 1) % this.particles.length;
    particle.image = spec.image;
    particle.x = spec.x;
    particle.y = spec.y;
    particle.vx = spec.vx ?? 0;
    particle.vy = spec.vy ?? 0;
    particle.drag = spec.drag ?? 0;
    particle.rotation = spec.rotation ?? 0;
    particle.spin = spec.spin ?? 0;
    particle.age = 0;
    particle.life = spec.life;
    particle.scale = spec.scale;
    particle.endScale = spec.endScale ?? spec.scale;
    particle.stretch = spec.stretch ?? 1;
    particle.alpha = spec.alpha ?? 1;
    particle.tint = spec.tint;
    particle.blend = spec.blend;
  }

  step(seconds: number): void {
    for (const particle of this.particles) {
      if (particle.age >= particle.life) continue;
      particle.age += seconds;
      const kept = Math.exp(-particle.drag * seconds);
      particle.vx *= kept;
      particle.vy *= kept;
      particle.x += particle.vx * seconds;
      particle.y += particle.vy * seconds;
      particle.rotation += particle.spin * seconds;
    }
  }

  paint(surface: Surface, blend: Blend): void {
    for (const particle of this.particles) {
      if (particle.age >= particle.life || particle.blend !== blend) continue;
      const done = particle.age / particle.life;
      const scale = particle.scale + (particle.endScale - particle.scale) * (1 - (1 - done) * (1 - done));
      surface.sprite(
        particle.image,
        particle.x,
        particle.y,
        particle.rotation,
        scale,
        scale * particle.stretch,
        particle.tint,
        particle.alpha * (1 - done) * Math.min(1, 3 * (1 - done)),
      );
    }
  }

  clear(): void {
    for (const particle of this.particles) particle.age = particle.life;
  }
}
