import type { Block, Walls } from "./shipRules";

/** Side of a square of the grid, px. */
const CELL = 256;
/** Around a square, px. */
const MARGIN = 64;

/**
 * Which walls lie in or near each square of the world: the twin of `WallGrid.java`. The lists are part of the rules: they
 * say which walls a ship is compared with, in ascending order of the walls. Immutable.
 */
export class WallGrid<W extends Block = Block> implements Walls {
  readonly world: number;
  readonly all: readonly W[];
  private readonly columns: number;
  private readonly squares: W[][];

  /**
   * @param world side of the square world, px
   * @param walls in ascending order of their entities' ids, as the server goes through them
   */
  constructor(world: number, walls: readonly W[]) {
    this.world = world;
    this.all = walls;
    this.columns = Math.floor(world / CELL);
    this.squares = Array.from({ length: this.columns * this.columns }, () => []);
    for (const wall of walls) {
      const lastRow = this.row(wall.y + wall.height + MARGIN);
      const lastColumn = this.row(wall.x + wall.width + MARGIN);
      for (let row = this.row(wall.y - MARGIN); row <= lastRow; row++) {
        for (let column = this.row(wall.x - MARGIN); column <= lastColumn; column++) {
          this.squares[row * this.columns + column]!.push(wall);
        }
      }
    }
  }

  near(x: number, y: number): readonly W[] {
    return this.squares[this.row(y) * this.columns + this.row(x)]!;
  }

  private row(position: number): number {
    return Math.min(this.columns - 1, Math.max(0, Math.floor(position / CELL)));
  }
}

/** The grid of the walls that now stand: made anew when the list is another one. */
export class StandingWalls<W extends Block> {
  private grid: WallGrid<W> | undefined;

  of(world: number, walls: readonly W[]): WallGrid<W> {
    if (this.grid === undefined || this.grid.all !== walls || this.grid.world !== world) {
      this.grid = new WallGrid(world, walls);
    }
    return this.grid;
  }
}
