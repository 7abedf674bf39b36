import { expect, test } from 'vitest';
import { isOff } from '../../src/cli/is-off.ts';
import { builtProject } from '../built-project.ts';
import { rowsBelow, textOf } from './pages.ts';

const { catalog } = await builtProject();

/** What the mappings of orders listen to and send, the events read from their texts. */
const mapped = catalog.mappings.flatMap(({ file, on }) => {
  const events = [...textOf(file).matchAll(/^ {2}(?: {2}|- )?event: (.+)$/gm)].map(([, event]) => event);
  const note = isOff(textOf(file)) ? ', switched off' : '';
  return on.flatMap((type) => events.map((event) => `${type}: ${event}${note}`));
});

test('what mappings/README.md lists of orders is what the mappings send', () => {
  const listed = rowsBelow('mappings/README.md', 'Orders').flatMap(([, type = '', event = '', note = '']) =>
    /^`(\w+)`$/.test(type) && /^`[A-Z]/.test(event)
      ? `${type}: ${event}${note === 'switched off' ? ', switched off' : ''}`.replaceAll('`', '')
      : [],
  );
  expect(listed).not.toEqual([]);
  const wrong = listed.filter((one) => !mapped.includes(one));
  const told = `no mapping sends "${wrong.join('", "')}": change the row in mappings/README.md, below "Orders"`;
  expect(wrong, told).toEqual([]);
});

test('what it lists of payments, reviews, quotes and companies has a mapping', () => {
  const types = catalog.mappings.flatMap(({ on }) => on);
  const wrong = rowsBelow('mappings/README.md', 'Payments, reviews, quotes, companies').flatMap(
    ([, messages = '', calls = '']) => {
      const meant = messages.split(', ').map((name) => {
        // "…TypeSet" stands for one that begins as the first of its row.
        const [begin, end] = name.startsWith('…') ? [messages.slice(0, 8), name.slice(1)] : [name, ''];
        return types.filter((type) => type.startsWith(begin) && type.endsWith(end));
      });
      const sent = mapped.filter((one) => meant.flat().some((type) => one.startsWith(`${type}: `)));
      const events = [...calls.matchAll(/`([A-Z][^`]+)`/g)].map(([, event]) => event);
      const isTrue =
        meant.every((some) => some.length > 0) &&
        events.every((event) => sent.some((one) => one.includes(`: ${event}`)));
      return isTrue ? [] : [messages];
    },
  );
  const told = `no mapping is so: change the rows "${wrong.join('", "')}" in mappings/README.md`;
  expect(wrong, told).toEqual([]);
});
