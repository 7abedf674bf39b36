import type { Issue } from '../report/issue.ts';
import { compileFields } from './fields.ts';
import type { OutputContract } from './output.ts';
import type { CompiledCall } from './run.ts';
import { entry, type MapNode } from './yaml/document.ts';

/** The keys of a mapping that are no calls. */
export const keysBesideCalls = ['description', 'on', 'when', 'fetch', 'let', 'needs', 'ignores'];

/** Keys of a call whose text stands for itself. */
export const plainTextKeys: readonly string[] = ['event', 'regulationType'];

/** The calls of a mapping file, in its order; `contractOf` tells what a call must be like. */
export function compileCalls(
  root: MapNode,
  contractOf: (callType: string, event: string | undefined) => OutputContract,
  report: (issue: Issue) => void,
): readonly CompiledCall<OutputContract>[] {
  return root.entries
    .filter(({ key }) => !keysBesideCalls.includes(key))
    .flatMap(({ key, value, keyPlace }) =>
      (value.kind === 'list' ? value.items : [value]).flatMap((call): CompiledCall<OutputContract>[] => {
        if (call.kind !== 'map') return [];
        const event = entry(call, 'event');
        const contract = contractOf(key, event?.kind === 'scalar' ? String(event.value) : undefined);
        const place = value.kind === 'list' ? call.place : keyPlace;
        return [{ type: key, place, fields: compileFields(call, report, plainTextKeys), contract }];
      }),
    );
}
