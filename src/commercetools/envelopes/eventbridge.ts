import { has } from '../fields.ts';
import { readJson } from './inner-json.ts';
import { layerIn } from './refusal.ts';
import type { Transport } from './transport.ts';

/**
 * The whole event of AWS EventBridge, of whatever source: a rule may pass it on from another bus.
 * https://docs.aws.amazon.com/eventbridge/latest/ref/overiew-event-structure.html
 */
export const eventbridge: Transport = {
  name: 'eventbridge',
  recognises: (value) => has(value, 'detail-type'),
  unwrap: (value, excessOf) =>
    layerIn(value, ['detail'], { read: readJson, excessOf, name: 'eventbridge', expected: 'JSON' }),
};
