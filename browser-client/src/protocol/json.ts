/** A JSON object before anything is known about it. */
export type Json = Record<string, unknown>;

/** Says whether a value is of a type. */
export type Guard<T> = (value: unknown) => value is T;

/** A guard for each member of an object. */
export type Shape<T> = { readonly [K in keyof T]-?: Guard<T[K]> };

export function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isText(value: unknown): value is string {
  return typeof value === "string";
}

export function isFlag(value: unknown): value is boolean {
  return typeof value === "boolean";
}

export function isNumber(value: unknown): value is number {
  return Number.isFinite(value);
}

/** A whole number from 0. */
export function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

/** The guard of objects whose members are such; others they may have besides. */
export function like<T extends object>(shape: Shape<T>): Guard<T> {
  return (value): value is T =>
    isObject(value) && Object.entries<Guard<unknown>>(shape).every(([name, is]) => is(value[name]));
}

export function listOf<T>(is: Guard<T>): Guard<T[]> {
  return (value): value is T[] => Array.isArray(value) && value.every(is);
}

export function optional<T>(is: Guard<T>): Guard<T | undefined> {
  return (value): value is T | undefined => value === undefined || is(value);
}
