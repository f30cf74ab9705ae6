import type { CellGrid } from "./schema";

/** The cells that one client receives: a rectangle of the grid; twin of CellView.java. */
export interface CellView {
  readonly column: number;
  readonly row: number;
  readonly columns: number;
  readonly rows: number;
}

const MAX_CELLS = 256;

/** Whether it is a rectangle of that grid, and not too large. */
export function fits({ column, row, columns, rows }: CellView, grid: CellGrid): boolean {
  return (
    columns >= 1 &&
    rows >= 1 &&
    column + columns <= grid.columns &&
    row + rows <= grid.rows &&
    columns * rows <= MAX_CELLS
  );
}

/** Numbers of its streams: 0 is that of what has no place, then the cells row by row. */
export function streamsOf({ column, row, columns, rows }: CellView, grid: CellGrid): number[] {
  const streams = [0];
  for (let y = row; y < row + rows; y++) {
    for (let x = column; x < column + columns; x++) {
      streams.push(1 + y * grid.columns + x);
    }
  }
  return streams;
}
