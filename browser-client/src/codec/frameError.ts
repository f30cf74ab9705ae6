/** Why a frame cannot be decoded; `FrameError.java` explains each. The stream is lost until the next keyframe. */
export type FrameError =
  | "TRUNCATED"
  | "TRAILING"
  | "NUMBER"
  | "COUNT"
  | "SLOT"
  | "KIND"
  | "CELL"
  | "VALUE"
  | "NO_KEYFRAME";
