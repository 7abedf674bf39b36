/** A trouble that the receiver is told to make. Empty means: answer as usual. */
export interface Fault {
  /** HTTP status to answer with. Without status, body and headers the request is handled as usual, after the delay. */
  readonly status?: number;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Milliseconds to wait before anything else happens. */
  readonly delayMs?: number;
  /** `hang` never answers, `reset` cuts the connection, `hang-body` begins an answer and does not end it. */
  readonly mode?: 'respond' | 'hang' | 'reset' | 'hang-body';
  /** How often it happens before everything is well again; without it, always. */
  readonly times?: number;
  /** Happens to each nth request only, counted from when the fault was set. */
  readonly every?: number;
}

/** What a fault may look at to decide. */
interface FaultyRequest {
  readonly path: string;
  readonly messageIds: readonly string[];
  /** Which request this is since the fault was set, from 1. */
  readonly number: number;
}

export type FaultRule = Fault | ((request: FaultyRequest) => Fault | undefined);

/** Finds the fault for a request; keeps count for `times` and `every`. */
export type FaultPicker = (request: Omit<FaultyRequest, 'number'>) => Fault | undefined;

/** Starts counting. */
export function faultPicker(rule: FaultRule | undefined): FaultPicker {
  let requests = 0;
  let happened = 0;
  return (request) => {
    requests += 1;
    const fault = typeof rule === 'function' ? rule({ ...request, number: requests }) : rule;
    if (fault === undefined) return undefined;
    if (requests % (fault.every ?? 1) !== 0 || happened >= (fault.times ?? Number.POSITIVE_INFINITY))
      return undefined;
    happened += 1;
    return fault;
  };
}

/** A fault as a person posts it; a text that says what is wrong with it where it is none. */
export function parseFault(json: unknown): Fault | string {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return 'a fault is a JSON object';
  const wrong = Object.entries(json).find(([name, value]) => !(checks.get(name)?.(value) ?? false));
  return wrong === undefined
    ? (json as Fault)
    : `"${wrong[0]}" is unknown, or its value is not what it should be`;
}

const isCount = (value: unknown) => Number.isInteger(value) && Number(value) >= 1;
const modes: readonly unknown[] = ['respond', 'hang', 'reset', 'hang-body'];

const checks: ReadonlyMap<string, (value: unknown) => boolean> = new Map([
  ['status', (value) => Number.isInteger(value) && Number(value) >= 200 && Number(value) <= 599],
  ['body', (value) => typeof value === 'string'],
  [
    'headers',
    (value) =>
      typeof value === 'object' &&
      value !== null &&
      Object.values(value).every((text) => typeof text === 'string'),
  ],
  ['delayMs', (value) => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 600_000],
  ['mode', (value) => modes.includes(value)],
  ['times', isCount],
  ['every', isCount],
]);
