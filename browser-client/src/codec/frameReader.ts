import type { FrameError } from "./frameError";

/** A back end, reading; twin of FrameReader.java. After the first fault every value is 0. */
export interface FrameReader {
  /** Whether idle entities come as run lengths instead of a bit each. */
  readonly usesRuns: boolean;
  readonly error: FrameError | null;
  begin(source: Uint8Array, offset: number, length: number): void;
  /** Checks that nothing is left over. */
  finish(): FrameError | null;
  bit(context: number): number;
  unsigned(context: number): number;
  signed(context: number, lastSign: number): number;
  raw(bits: number): number;
  fail(error: FrameError): void;
}
