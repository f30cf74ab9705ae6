import type { BackEnd } from "./backEnd";
import { DeltaCodec } from "./deltaCodec";
import type { EntityRows } from "./entityRows";
import type { FrameError } from "./frameError";
import type { FrameReader } from "./frameReader";
import { valueAhead } from "./motion";
import type { GameSchema } from "./schema";
import { StreamState } from "./streamState";

/**
 * The reading end of one stream; twin of DeltaDecoder.java. The bytes may be anything: they end in a valid frame or in
 * one `FrameError`. Allocates nothing after construction.
 */
export class DeltaDecoder {
  readonly codec: DeltaCodec;
  readonly state: StreamState;
  private readonly reader: FrameReader;
  private inStream = false;

  /** `ticksPerFrame`: ticks from one frame to the next, 1 to 64. */
  constructor(schema: GameSchema, ticksPerFrame: number, backEnd: BackEnd) {
    this.codec = new DeltaCodec(schema);
    this.state = new StreamState(schema, this.codec.kinds, ticksPerFrame);
    this.reader = backEnd(this.codec.contexts);
  }

  /** The rows of the last tick; the same object always, to be read only. */
  get rows(): EntityRows {
    return this.state.rows;
  }

  /**
   * Applies one frame; null when the rows are those of the new tick. After an error the rows mean nothing, and every
   * delta is refused until a keyframe.
   */
  decode(source: Uint8Array, offset: number, length: number, keyframe: boolean): FrameError | null {
    if (!keyframe && !this.inStream) {
      return "NO_KEYFRAME";
    }
    const { codec, state, reader } = this;
    reader.begin(source, offset, length);
    if (keyframe) {
      codec.keyframe(state, reader);
    } else {
      codec.step(state, reader);
    }
    const error = reader.finish();
    this.inStream = error === null;
    return error;
  }

  /** The predicted quantised value `ticks` ahead (0 to 64) of a linear field or angle; of any other field, its value. */
  predicted(slot: number, field: number, ticks: number): number {
    const { state } = this;
    return valueAhead(state, slot, this.codec.kinds[state.rows.kinds[slot]!]!, field, ticks);
  }

  /** Hash of the rows, as the server's frames carry it. Signed. */
  stateHash(): number {
    return this.state.rows.hash();
  }
}
