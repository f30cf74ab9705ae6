import { JoinError, joinRoom } from "@rookery/client";
import { type Avatar, type Steer, tag } from "../../src/generated/tag";

const SPEED = 160; // world units per second, as in Tag.java
const SIZE = 800; // world units, the side of the field

const say = (text: string): void => {
  document.querySelector("#words")!.textContent = text;
};
const canvas = document.querySelector("canvas")!;
const picture = canvas.getContext("2d")!;
picture.strokeStyle = "white";
picture.lineWidth = 2;

const keys = new Set<string>();
let finger: { x: number; y: number } | null = null; // where the page is touched, in world units
let me: Readonly<Avatar> = { x: 0, y: 0, it: false };

addEventListener("keydown", (event) => keys.add(event.code));
addEventListener("keyup", (event) => keys.delete(event.code));
addEventListener("blur", () => keys.clear());
for (const type of ["pointerdown", "pointermove", "pointerup", "pointercancel"] as const) {
  canvas.addEventListener(type, ({ buttons, offsetX, offsetY }) => {
    const scale = SIZE / canvas.clientWidth;
    finger = buttons > 0 ? { x: offsetX * scale, y: offsetY * scale } : null;
  });
}

const pressed = (...codes: string[]): number => Number(codes.some((code) => keys.has(code)));
const towards = (gap: number): number => (Math.abs(gap) < 8 ? 0 : Math.sign(gap));
const within = (value: number): number => Math.min(SIZE, Math.max(0, value));

async function play(): Promise<void> {
  const link = new URL(location.href);
  const shared = link.searchParams.get("room");
  const room = await joinRoom(tag, { player: "Guest", ...(shared !== null && { room: shared }) });
  link.searchParams.set("room", room.id); // whoever opens this address plays here too
  history.replaceState(null, "", link);

  let flash = { id: -1, until: 0 }; // who was just tagged, drawn larger
  room.sampleInput((): Steer => {
    if (finger !== null) {
      return { dx: towards(finger.x - me.x), dy: towards(finger.y - me.y) };
    }
    return {
      dx: pressed("KeyD", "ArrowRight") - pressed("KeyA", "ArrowLeft"),
      dy: pressed("KeyS", "ArrowDown") - pressed("KeyW", "ArrowUp"),
    };
  });
  room.predict("avatar", (avatar, steer, tickSeconds) => {
    avatar.x = within(avatar.x + steer.dx * SPEED * tickSeconds);
    avatar.y = within(avatar.y + steer.dy * SPEED * tickSeconds);
  });
  room.onEvent("tagged", ({ prey }, { late }) => {
    if (!late) {
      flash = { id: prey, until: performance.now() + 400 };
    }
  });

  const draw = (nowMs: number): void => {
    picture.clearRect(0, 0, SIZE, SIZE);
    for (const avatar of room.view(nowMs).avatar) {
      if (avatar.mine) {
        me = avatar;
      }
      const radius = flash.id === avatar.id && nowMs < flash.until ? 14 : 8;
      picture.fillStyle = avatar.it ? "#ff5c5c" : avatar.mine ? "#5cc8ff" : "#9aa4b2";
      picture.beginPath();
      picture.arc(avatar.x, avatar.y, radius, 0, 2 * Math.PI);
      picture.fill();
      if (avatar.mine) {
        picture.stroke();
      }
    }
    if (room.connection.state === "online") {
      const alone = room.roster.length < 2 ? " Send this address to a friend." : "";
      say((me.it ? "You are it: touch somebody!" : "Run from the red one!") + alone);
      requestAnimationFrame(draw);
    } else if (room.connection.state === "closed") {
      say(room.connection.reason);
    } else {
      say("The connection is lost. Your place is kept.");
      requestAnimationFrame(draw);
    }
  };
  requestAnimationFrame(draw);
}

play().catch((error: unknown) => {
  say(error instanceof JoinError ? error.message : "Something went wrong: reload the page.");
  throw error;
});
