/** One thing that was looked at, in one line. */
export interface Finding {
  /** Goes before the colon, such as the name of a variable. */
  readonly about: string;
  /** `warn`: it works, but hardly as it is meant. `wrong`: deliveries fail, or are lost. */
  readonly verdict: 'ok' | 'warn' | 'wrong';
  /** What was seen; never a value of a variable. */
  readonly found: string;
  /** What to do; only where something is not ok. */
  readonly todo?: string;
}

export function ok(about: string, found: string): Finding {
  return { about, verdict: 'ok', found };
}

export function warn(about: string, found: string, todo: string): Finding {
  return { about, verdict: 'warn', found, todo };
}

export function wrong(about: string, found: string, todo: string): Finding {
  return { about, verdict: 'wrong', found, todo };
}

/** A finding on its line, or two: what to do stands below. */
export function findingText({ about, verdict, found, todo }: Finding): string {
  return `${verdict.padEnd(5)}  ${about}: ${found}${todo === undefined ? '' : ` → ${todo}`}`;
}
