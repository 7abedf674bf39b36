/** One thing that was measured. */
export interface Row {
  readonly name: string;
  readonly value: number;
  readonly unit: 'µs' | 'ms' | '1/s' | 'MB' | 'KB' | '%';
  /** As a multiple of the row that all others are held against. */
  readonly ratio?: number;
}

/** What the product is held to. */
export interface Target {
  readonly name: string;
  readonly found: number;
  readonly least?: number;
  readonly most?: number;
}

export interface Result {
  readonly title: string;
  readonly rows: readonly Row[];
  readonly targets: readonly Target[];
}

/** One group of measurements. */
export interface Measurement {
  readonly name: string;
  /** Left out unless it is asked for: it takes as long as all others together may. */
  readonly isLong?: boolean;
  readonly run: () => Promise<readonly Result[]>;
}

export function holds({ found, least = Number.NEGATIVE_INFINITY, most = Number.POSITIVE_INFINITY }: Target) {
  return found >= least && found <= most;
}
