import { OwnEntities, type PredictionFactory } from "../state/ownEntities";

/** For games with fields that are told to their owner alone: lets such entities run ahead of the server. */
export const prediction: PredictionFactory = (source) => new OwnEntities(source);
