import { formatIssues } from '../report/format.ts';
import { isClean } from '../report/issue.ts';
import { type Command, jsonOption, rootOption, UsageError } from './command.ts';
import { exitCodes } from './exit-codes.ts';
import { refuseKeptByNpm } from './kept-by-npm.ts';
import { openProject } from './project.ts';
import { apply } from './subscription/apply.ts';
import type { Asked } from './subscription/asked.ts';
import { check } from './subscription/check.ts';
import { planSubscription } from './subscription/plan.ts';
import { destinationOptions } from './subscription/read-destination.ts';
import { readWanted } from './subscription/read-wanted.ts';

const parts: Readonly<Record<string, (asked: Asked) => number | Promise<number>>> = {
  plan: planSubscription,
  apply,
  check,
};

/** `mapper subscription`: what commercetools must deliver, by what the mappings listen to. */
export const subscription: Command = {
  name: 'subscription',
  summary: 'derives the Subscription of commercetools from the mappings; creates, updates or checks it',
  details: [
    'plan prints the draft as JSON and for Terraform, and asks nobody. apply creates the Subscription of that key, or',
    'changes of it what differs; it may be repeated. check says what is mapped but never delivered, what is delivered',
    'but never mapped, and whether commercetools delivers. apply and check need the CTP_ variables of an API client',
    'with the scope manage_subscriptions: set them for this command only, since the webhook needs no such scope.',
    'A mapping with "when: false" wants nothing. A secret of the destination is SUBSCRIPTION_SECRET.',
  ],
  usage: 'plan|apply|check',
  options: [
    { name: 'key', value: 'KEY', text: 'of the Subscription; without it, segment-mapper' },
    ...destinationOptions,
    {
      name: 'changes',
      value: 'KINDS',
      text: 'also changes of these kinds of resources, such as customer,order',
    },
    {
      name: 'renew',
      text: 'apply: sets the destination though it looks the same: its key or secret is new, or delivery stopped',
    },
    jsonOption,
    rootOption,
  ],
  exits: {
    fine: 'planned; applied; or in step with the mappings, and healthy',
    found: 'a difference, a Subscription that is not there or not healthy, or an error in a mapping',
    talks: true,
  },
  examples: [
    { line: 'npm run mapper -- subscription plan' },
    {
      line: 'npm run mapper -- subscription plan --destination sns --topic-arn arn:aws:sns:eu-central-1:123456789012:commercetools-events',
    },
  ],
  isBySettings: true,
  run: async (input, io) => {
    refuseKeptByNpm(subscription, input, io);
    const [name = '', ...more] = input.names;
    const part = Object.hasOwn(parts, name) ? parts[name] : undefined;
    if (part === undefined || more.length > 0)
      throw new UsageError('subscription: takes one of plan, apply and check');
    const key = input.valueOf('key') ?? 'segment-mapper';
    // https://docs.commercetools.com/api/projects/subscriptions#subscription
    if (!/^[A-Za-z0-9_-]{2,256}$/.test(key))
      throw new UsageError('subscription: --key must be 2 to 256 letters, digits, dashes and underscores');
    const project = await openProject(input);
    if (!isClean(project.issues)) {
      io.stderr(`${formatIssues(project.issues, { colour: io.colour, textOf: project.textOf })}\n`);
      return exitCodes.found;
    }
    return part({ key, wanted: readWanted(project, input, io), input, io });
  },
};
