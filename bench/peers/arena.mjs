/**
 * The bench's arena for peers in Node: the rules of Arena.java. Movers have `x`, `y` and, unseen by clients, `vx`, `vy`.
 */
const SPEED = 150; // world units a second

/** @param {string} line what ArenaTerms.line() says */
export function terms(line) {
  const [hz, seats, drones, side, seesAll] = line.split(",");
  return { hz: Number(hz), seats: Number(seats), drones: Number(drones), side: Number(side), seesAll: seesAll === "true" };
}

export function place(mover, side) {
  mover.x = Math.random() * side;
  mover.y = Math.random() * side;
  return mover;
}

export function turn(drone) {
  const x = Math.random() * 2 - 1;
  const y = Math.random() * 2 - 1;
  const length = Math.max(0.1, Math.hypot(x, y));
  drone.vx = (SPEED * x) / length;
  drone.vy = (SPEED * y) / length;
  return drone;
}

export function steer(avatar, dx, dy) {
  avatar.vx = SPEED * dx;
  avatar.vy = SPEED * dy;
}

export function moveAvatar(avatar, { hz, side }) {
  avatar.x = Math.min(side, Math.max(0, avatar.x + avatar.vx / hz));
  avatar.y = Math.min(side, Math.max(0, avatar.y + avatar.vy / hz));
}

export function moveDrone(drone, { hz, side }) {
  if (Math.random() * hz < 1) {
    turn(drone);
  }
  const x = drone.x + drone.vx / hz;
  const y = drone.y + drone.vy / hz;
  if (x < 0 || x > side) {
    drone.vx = -drone.vx;
  }
  if (y < 0 || y > side) {
    drone.vy = -drone.vy;
  }
  drone.x = Math.min(side, Math.max(0, x));
  drone.y = Math.min(side, Math.max(0, y));
}

/** Whoever started this is gone when its end of standard input is. */
export function endWithParent() {
  process.stdin.on("end", () => process.exit(0));
  process.stdin.resume();
}
