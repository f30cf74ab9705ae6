// The arena as one would write it first: JSON over ws, everything to everybody, from one timer.
import { WebSocketServer } from "ws";
import { endWithParent, moveAvatar, moveDrone, place, steer, terms, turn } from "../arena.mjs";

const arena = terms(process.argv[2]);
const rooms = [];

function newRoom() {
  const room = { avatars: new Map(), drones: [] };
  for (let i = 0; i < arena.drones; i++) {
    room.drones.push(turn(place({ id: 10_000 + i }, arena.side)));
  }
  rooms.push(room);
  return room;
}

let nextId = 1;
const server = new WebSocketServer({ host: "127.0.0.1", port: 0, perMessageDeflate: false });
server.on("connection", (socket) => {
  const room = rooms.find((each) => each.avatars.size < arena.seats) ?? newRoom();
  const avatar = turn(place({ id: nextId++, seq: 0, told: 0, isMeasured: false }, arena.side));
  room.avatars.set(socket, avatar);
  socket.on("message", (text) => {
    const said = JSON.parse(text);
    if (said.type === "input") {
      steer(avatar, said.dx, said.dy);
      avatar.seq = said.seq;
    } else {
      avatar.isMeasured = said.measured;
    }
  });
  socket.on("close", () => room.avatars.delete(socket));
  socket.on("error", () => room.avatars.delete(socket));
});

const shown = ({ id, x, y }) => ({ id, x: Math.round(x * 10) / 10, y: Math.round(y * 10) / 10 });

setInterval(() => {
  for (const room of rooms) {
    for (const avatar of room.avatars.values()) {
      moveAvatar(avatar, arena);
    }
    for (const drone of room.drones) {
      moveDrone(drone, arena);
    }
    const state = JSON.stringify({
      type: "state",
      avatars: Array.from(room.avatars.values(), shown),
      drones: room.drones.map(shown),
    });
    for (const [socket, avatar] of room.avatars) {
      if (avatar.isMeasured && avatar.seq !== avatar.told) {
        avatar.told = avatar.seq;
        socket.send(`{"type":"ack","seq":${avatar.seq}}`);
      }
      socket.send(state);
    }
  }
}, 1000 / arena.hz);

server.on("listening", () => console.log(`READY ${server.address().port}`));
endWithParent();
