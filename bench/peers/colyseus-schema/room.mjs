import { Decoder, Encoder, schema, t } from "@colyseus/schema";
import { PLAYER, STRAIGHT } from "./trace.mjs";

export const PLAYER_FIELDS = ["x", "y", "heading", "health", "score", "flags"];
export const PROJECTILE_FIELDS = ["x", "y", "heading", "kind", "owner"];

const Player = schema(
  { x: t.uint16(), y: t.uint16(), heading: t.uint16(), health: t.uint8(), score: t.uint16(), flags: t.uint8() },
  "Player",
);
const Projectile = schema(
  { x: t.uint16(), y: t.uint16(), heading: t.uint16(), kind: t.uint8(), owner: t.uint8() },
  "Projectile",
);
const State = schema({ players: t.map(Player), projectiles: t.map(Projectile) }, "State");

Encoder.BUFFER_SIZE = 1 << 18;

/**
 * A room that shows a trace and is encoded as its game would be: a map for each kind, fields of the least width. With
 * trajectories a straight bullet is told once, as an expert would do it by hand; what its flight needs besides is not
 * even charged.
 */
export class PeerRoom {
  #state = new State();
  #encoder = new Encoder(this.#state);
  #known = new Map();
  #trajectories;

  constructor(trajectories) {
    this.#trajectories = trajectories;
  }

  /** The empty room, from which a decoder starts. */
  first() {
    return this.#taken(this.#encoder.encodeAll());
  }

  /** What one frame costs: its bytes, the caller's own. */
  show(entities) {
    const present = new Map(entities.map((entity) => [entity.slot, entity]));
    for (const [slot, known] of this.#known) {
      const entity = present.get(slot);
      if (entity === undefined || entity.type !== known.type || entity.generation !== known.generation) {
        mapOf(this.#state, known).delete(String(slot));
        this.#known.delete(slot);
      }
    }
    for (const entity of entities) {
      const known = this.#known.get(entity.slot);
      if (known === undefined) {
        const shown = entity.type === PLAYER ? new Player() : new Projectile();
        assign(shown, entity);
        mapOf(this.#state, entity).set(String(entity.slot), shown);
        this.#known.set(entity.slot, { type: entity.type, generation: entity.generation, shown });
      } else if (!this.#flies(entity)) {
        assign(known.shown, entity);
      }
    }
    return this.#taken(this.#encoder.encode());
  }

  /** Throws unless a decoder's state is that of a frame. */
  check(state, entities) {
    for (const entity of entities) {
      const shown = mapOf(state, entity).get(String(entity.slot));
      const differs = (field) => shown?.[field] !== entity[field];
      if (shown === undefined || (!this.#flies(entity) && fieldsOf(entity).some(differs))) {
        throw new Error(`Not decoded to what was encoded: slot=${entity.slot}`);
      }
    }
    if (state.players.size + state.projectiles.size !== entities.length) {
      throw new Error(`Too many entities: live=${entities.length}`);
    }
  }

  #flies(entity) {
    return this.#trajectories && entity.type !== PLAYER && entity.kind === STRAIGHT;
  }

  #taken(bytes) {
    const copy = Uint8Array.from(bytes);
    this.#encoder.discardChanges();
    return copy;
  }
}

export function newDecoder(first) {
  const decoder = new Decoder(new State());
  decoder.decode(first);
  return decoder;
}

function mapOf(state, entity) {
  return entity.type === PLAYER ? state.players : state.projectiles;
}

function fieldsOf(entity) {
  return entity.type === PLAYER ? PLAYER_FIELDS : PROJECTILE_FIELDS;
}

function assign(shown, entity) {
  for (const field of fieldsOf(entity)) {
    if (shown[field] !== entity[field]) {
      shown[field] = entity[field];
    }
  }
}
