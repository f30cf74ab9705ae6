import { dequantise, type FieldSchema } from "../codec/schema";
import { quantiseInput } from "./fields";

/** What numbers become on the grid of a field, as Java has it. */
export interface QuantiseVector {
  readonly field: FieldSchema;
  /** Value (a text if JSON cannot say it), quantised, dequantised. */
  readonly cases: readonly (readonly [value: number | string, quantised: number, dequantised: number])[];
}

/** The vectors in a file. In quotes, because the names are the file's and not ours. */
export function parseQuantiseVectors(json: string): readonly QuantiseVector[] {
  return (JSON.parse(json) as readonly Record<string, unknown>[]).map((vector) => ({
    field: vector["field"] as FieldSchema,
    cases: vector["cases"] as QuantiseVector["cases"],
  }));
}

/** Quantises as the vectors tell; what Java clamps is refused here. The first difference in words, or null. */
export function replayQuantise(vectors: readonly QuantiseVector[]): string | null {
  for (const { field, cases } of vectors) {
    for (const [text, quantised, dequantised] of cases) {
      const value = Number(text);
      const found = isInRange(field, value) ? quantiseInput(field, value) : refusedOr(field, value);
      if (found !== (isInRange(field, value) ? quantised : null)) {
        return `${field.name}: ${value} becomes ${found}, not ${quantised}`;
      }
      if (!Object.is(dequantise(field, quantised), dequantised)) {
        return `${field.name}: ${quantised} stands for ${dequantise(field, quantised)}, not ${dequantised}`;
      }
    }
  }
  return null;
}

function isInRange({ kind, min = 0, max = 0, step = 1 }: FieldSchema, value: number): boolean {
  return kind === "angle" ? Number.isFinite(value) : value >= min - step / 2 && value <= max + step / 2;
}

function refusedOr(field: FieldSchema, value: number): number | null {
  try {
    return quantiseInput(field, value);
  } catch {
    return null;
  }
}
