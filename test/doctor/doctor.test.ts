import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { diagnose } from '../../src/doctor/diagnose.ts';
import { type Finding, findingText } from '../../src/doctor/finding.ts';
import { knownVariables } from '../../src/node/known-variables.ts';
import { mapper, workspace } from '../cli/workspace.ts';
import { clientSecret } from '../commercetools/lookup/stand-in.ts';
import { variablesRead } from '../docs/pages.ts';
import { erasing } from './erasing.ts';
import { type Misconfiguration, misconfigurations } from './misconfigurations.ts';
import { publicApiToken } from './segment-apis.ts';
import { openSurroundings, type Surroundings, webhookSecret, writeKey } from './surroundings.ts';

let surroundings: Surroundings;
beforeAll(async () => {
  surroundings = await openSurroundings();
});
afterAll(() => surroundings.close());
beforeEach(() => surroundings.mend());

function diagnoseSeeded({ seed, variables, patient }: Misconfiguration): Promise<readonly Finding[]> {
  seed?.(surroundings);
  const well = surroundings.healthy();
  return diagnose({ ...well, variables: { ...well.variables, ...variables }, ...patient });
}

const notOk = (findings: readonly Finding[]) => findings.filter(({ verdict }) => verdict !== 'ok');

describe('doctor', () => {
  it('finds nothing where all is well, and sends Segment no call', async () => {
    const findings = await diagnose(surroundings.healthy());
    const text = findings.map(findingText).join('\n');
    await expect(`${text}\n`).toMatchFileSnapshot('healthy.txt');
    expect(notOk(findings)).toEqual([]);
    expect(surroundings.segment.requests).toEqual(['POST /v1/batch {"batch":[]}', 'GET /sources']);
    expect(surroundings.standIn.requests()).toEqual(['POST /oauth/token', 'GET /garden-shop']);
  });

  it.each(misconfigurations)('where $seeded, it says what to do', async (one) => {
    const findings = await diagnoseSeeded(one);
    const found = notOk(findings);
    expect(found.map(({ verdict, about }) => `${verdict} ${about}`)).toEqual(one.finds);
    for (const { todo } of found) expect(todo).toMatch(/\w/);
    const all = findings.map(findingText).join('\n');
    const secrets = [writeKey, webhookSecret, clientSecret, publicApiToken, 'somebody-else', 'push@'];
    for (const secret of secrets) expect(all).not.toContain(secret);
  });

  it('has these words for them', async () => {
    const told: string[] = [];
    for (const one of misconfigurations) {
      surroundings.mend();
      const words = notOk(await diagnoseSeeded(one)).map(findingText);
      told.push(`Where ${one.seeded}:\n${words.join('\n')}\n`);
    }
    await expect(told.join('\n')).toMatchFileSnapshot('misconfigurations.txt');
  });

  it('finds nothing wrong with a token that may delete people and nothing else', async () => {
    surroundings.segment.fail('/sources', 403);
    const findings = await diagnose({ ...surroundings.healthy(), mappings: [erasing] });
    expect(notOk(findings)).toEqual([]);
    const words =
      'source of the write key: not looked up: the token may ask for deletions, and not for sources';
    expect(findings.map(findingText).join('\n')).toContain(words);
  });

  it('is content where commercetools itself says that the project as a whole may not be read', async () => {
    surroundings.standIn.fail('api', { status: 403 });
    expect(notOk(await diagnose(surroundings.healthy()))).toEqual([]);
  });

  it.each([
    [200, { success: true }],
    [401, { success: false }],
  ])('is content where Segment answers %i to a batch of nothing', async (status, body) => {
    surroundings.segment.fail('/v1/batch', status, body);
    expect(notOk(await diagnose(surroundings.healthy()))).toEqual([]);
  });

  it.each([
    [{ SEGMENT_HOST: 'http://proxy:8080', CTP_API_URL: 'http://10.0.0.7' }, 'SEGMENT_HOST: set'],
    [{ SEGMENT_HOST: 'http://[fd00::1]', CTP_AUTH_URL: 'http://ct.internal' }, 'CTP_AUTH_URL: set'],
    [
      { DEAD_LETTER_QUEUE_URL: 'https://sqs.eu-central-1.amazonaws.com/1/dead' },
      'dead letters: go to a queue of SQS',
    ],
  ])('is content with %j', async (variables, words) => {
    const well = surroundings.healthy();
    const patient = { ...well, variables: { ...well.variables, ...variables }, isOffline: true };
    const findings = await diagnose(patient);
    expect(notOk(findings)).toEqual([]);
    expect(findings.map(findingText)).toContain(`ok     ${words}`);
  });

  it('is content with scopes to manage what is fetched', async () => {
    const well = surroundings.healthy();
    const CTP_SCOPES = well.variables['CTP_SCOPES']?.replace('view_orders', 'manage_orders');
    const findings = await diagnose({ ...well, variables: { ...well.variables, CTP_SCOPES } });
    expect(notOk(findings).map(({ about }) => about)).not.toContain('scope view_orders:garden-shop');
  });

  it.each([
    [publicApiToken, 'the token may see what was deleted'],
    [' ', 'off, as SEGMENT_PUBLIC_API_TOKEN is not set; what asks for it is skipped: customer.erased'],
  ])('says whether people are deleted', async (token, words) => {
    const well = surroundings.healthy();
    const variables = { ...well.variables, SEGMENT_PUBLIC_API_TOKEN: token };
    const findings = await diagnose({ ...well, variables, mappings: [erasing] });
    expect(notOk(findings)).toEqual([]);
    expect(findings.map(findingText).join('\n')).toContain(`deleting people: ${words}`);
    expect(surroundings.segment.requests.some((one) => one.startsWith('POST /regulations'))).toBe(false);
  });

  it('finds a source on a later page', async () => {
    const others = Array.from({ length: 450 }, (_, index) => ({
      writeKeys: [`key-${index}`],
      enabled: true,
    }));
    surroundings.segment.sources.unshift(...others);
    expect(notOk(await diagnose(surroundings.healthy()))).toEqual([]);
    expect(surroundings.segment.requests.filter((one) => one === 'GET /sources')).toHaveLength(3);
  });

  it('knows every variable that is read', () => {
    expect(knownVariables.toSorted()).toEqual([...variablesRead()].toSorted());
  });
});

describe('mapper doctor', () => {
  it('ends with 1 where something is wrong, with 0 where nothing is', async () => {
    const { mapperIn } = await workspace(['CustomerCreated']);
    const wrong = await mapperIn({}, 'doctor', '--offline');
    expect(wrong).toMatchObject({ code: 1, stderr: '' });
    expect(wrong.stdout).toContain('\n1 wrong, 1 warning\n');
    const env = { SEGMENT_WRITE_KEY: writeKey, WEBHOOK_SECRET: webhookSecret };
    const fine = await mapperIn(env, 'doctor', '--offline', '--json');
    expect(fine).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(fine.stdout)).toMatchObject({ isFine: true });
  });

  it('takes no names', async () => {
    expect(await mapper(['doctor', 'who'])).toEqual({
      code: 2,
      stdout: '',
      stderr: 'doctor: takes no names; it looks at everything\n',
    });
  });
});
