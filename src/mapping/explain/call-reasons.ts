import { typeName } from '../../schema.ts';
import type { Reason, Step } from './explanation.ts';
import { itemsOf, valueIn } from './values.ts';

interface CallReason {
  readonly why: Reason;
  readonly blamed?: readonly Step[];
}

type OfCall = (name: string, given: readonly Step[]) => CallReason | undefined;

/** Functions that say more than that an argument is nothing. */
const known: Readonly<Record<string, OfCall>> = {
  default: (name, given) => ({ why: { kind: 'none-there', what: name }, blamed: given }),
  present: (_, [value]) => {
    const found = valueIn(value?.result);
    return found === undefined
      ? undefined
      : { why: { kind: 'blank', of: value?.text ?? '', found: typeName(found) } };
  },
  lookup: (name, [table, key]) => noSuchKey(name, table, key),
  addressById: (name, [addresses, id]) => noSuchKey(name, addresses, id),
  joinPresent: (name, [parts]) =>
    parts?.result.status === 'value'
      ? { why: { kind: 'none-there', what: name }, blamed: parts.because.length > 0 ? [parts] : [] }
      : undefined,
};

/**
 * Why a function gave nothing for these arguments, as far as that can be told. `given`: the same by their positions, where
 * each of them has a step.
 */
export function callReason(name: string, steps: readonly Step[], given: readonly Step[]): CallReason {
  const absent = steps.filter(({ result }) => result.status === 'nothing');
  // A list is there, even where nothing that it is made of is.
  const missing = absent.length > 0 ? absent : steps.filter(({ because }) => because.length > 0);
  const why: Reason = { kind: missing.length > 0 ? 'needs-nothing' : 'gives-nothing', what: `$${name}` };
  return known[name]?.(name, given) ?? { why, blamed: missing };
}

function noSuchKey(what: string, among: Step | undefined, key: Step | undefined): CallReason | undefined {
  const [all, wanted] = [valueIn(among?.result), valueIn(key?.result)];
  if (all === undefined || wanted === undefined) return undefined;
  const items = Array.isArray(all) ? itemsOf(all).length : Object.keys(Object(all)).length;
  return { why: { kind: 'no-such-key', what, of: among?.text ?? '', key: wanted, items } };
}
