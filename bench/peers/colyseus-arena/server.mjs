// The arena on Colyseus, as its documentation wires it: a step and a patch of the same rate. With views, what a client sees
// is added and removed by hand, by a grid.
import { createServer } from "node:http";
import { Room, Server } from "@colyseus/core";
import { Encoder, StateView, schema, t } from "@colyseus/schema";
import { WebSocketTransport } from "@colyseus/ws-transport";
import { endWithParent, moveAvatar, moveDrone, place, steer, terms, turn } from "../arena.mjs";

const arena = terms(process.argv[2]);
const SIGHT = 600; // world units to each side

Encoder.BUFFER_SIZE = 1 << 20;

const Avatar = schema({ x: t.float32(), y: t.float32() }, "Avatar");
const Drone = schema({ x: t.float32(), y: t.float32() }, "Drone");
const State = arena.seesAll
  ? schema({ avatars: t.map(Avatar), drones: t.map(Drone) }, "State")
  : schema({ avatars: t.map(Avatar).view(), drones: t.map(Drone).view() }, "State");

class ArenaRoom extends Room {
  maxClients = arena.seats;
  patchRate = 1000 / arena.hz;

  onCreate() {
    this.state = new State();
    for (let i = 0; i < arena.drones; i++) {
      this.state.drones.set(`d${i}`, turn(place(new Drone(), arena.side)));
    }
    this.onMessage("i", (client, [dx, dy, seq]) => {
      const avatar = this.state.avatars.get(client.sessionId);
      if (avatar !== undefined) {
        steer(avatar, dx, dy);
        client.userData.seq = seq;
      }
    });
    this.setTimestep(() => this.step(), 1000 / arena.hz);
  }

  onJoin(client, options) {
    client.userData = { seq: 0, told: 0, isMeasured: options.measured === true, seen: new Set() };
    const avatar = turn(place(new Avatar(), arena.side));
    this.state.avatars.set(client.sessionId, avatar);
    if (!arena.seesAll) {
      client.view = new StateView();
      client.view.add(avatar);
      client.userData.seen.add(avatar);
    }
  }

  onLeave(client) {
    this.state.avatars.delete(client.sessionId);
  }

  step() {
    this.state.avatars.forEach((avatar) => moveAvatar(avatar, arena));
    this.state.drones.forEach((drone) => moveDrone(drone, arena));
    if (!arena.seesAll) {
      this.look();
    }
    for (const client of this.clients) {
      const { isMeasured, seq, told } = client.userData;
      if (isMeasured && seq !== told) {
        client.userData.told = seq;
        client.send("a", seq);
      }
    }
  }

  look() {
    const columns = Math.ceil(arena.side / SIGHT) + 1;
    const cells = new Map();
    const sort = (mover) => {
      const cell = Math.floor(mover.x / SIGHT) + columns * Math.floor(mover.y / SIGHT);
      const there = cells.get(cell);
      if (there === undefined) {
        cells.set(cell, [mover]);
      } else {
        there.push(mover);
      }
    };
    this.state.avatars.forEach(sort);
    this.state.drones.forEach(sort);
    for (const client of this.clients) {
      const me = this.state.avatars.get(client.sessionId);
      if (me === undefined) {
        continue;
      }
      const before = client.userData.seen;
      const now = new Set();
      const column = Math.floor(me.x / SIGHT);
      const row = Math.floor(me.y / SIGHT);
      for (let dy = -1; dy <= 1; dy++) {
        for (let dx = -1; dx <= 1; dx++) {
          for (const mover of cells.get(column + dx + columns * (row + dy)) ?? []) {
            if (Math.abs(mover.x - me.x) <= SIGHT && Math.abs(mover.y - me.y) <= SIGHT) {
              now.add(mover);
              if (!before.has(mover)) {
                client.view.add(mover);
              }
            }
          }
        }
      }
      for (const mover of before) {
        if (!now.has(mover)) {
          client.view.remove(mover);
        }
      }
      client.userData.seen = now;
    }
  }
}

const http = createServer();
const server = new Server({ greet: false, transport: new WebSocketTransport({ server: http }) });
server.define("arena", ArenaRoom);
await server.listen(0, "127.0.0.1");
console.log(`READY ${http.address().port}`);
endWithParent();
