const FIRST_MILLIS = 500;
const MAX_MILLIS = 8000;

/** Full jitter: a server that comes back is not met by everybody at once. `attempt` counts from 0, `random` is uniform in [0, 1). */
export function backoffMillis(attempt: number, random: number): number {
  return random * Math.min(MAX_MILLIS, FIRST_MILLIS * 2 ** Math.min(attempt, 10));
}
