export type {
  EntityType,
  EntityTypes,
  EntityView,
  EventTypes,
  GameDefinition,
  PredictionRule,
  View,
  World,
} from "./game";
export { joinRoom } from "./joinRoom";
export type {
  ChatLine,
  ConnectionState,
  EventInfo,
  InputTrace,
  JoinOptions,
  Notice,
  Refusal,
  Room,
  RoomOf,
  RoomStats,
  RosterEntry,
  SpectatedRoom,
  SpectateOptions,
  Unsubscribe,
} from "./room";
export { JoinError } from "./room";
