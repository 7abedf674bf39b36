import { type Destination, secretsOf, shownDestination } from './destinations.ts';
import { type DraftParts, formatOf, type Selections } from './draft.ts';

/** The variable that stands for the secret of a destination. */
const secretVariable = 'subscription_secret';

/** Who publishes for commercetools. https://docs.commercetools.com/api/projects/subscriptions#destination */
const googleAccount = 'subscriptions@commercetools-platform.iam.gserviceaccount.com';
const awsUser = 'arn:aws:iam::362576667341:user/subscriptions';

/**
 * The Subscription for Terraform, with the grant without which its test notification would fail, where that is a
 * resource of its own. https://registry.terraform.io/providers/labd/commercetools/latest/docs/resources/subscription
 */
export function terraformOf({ key, destination, selections }: DraftParts): string {
  const grant = grantFor(destination);
  const hasSecret = secretsOf(destination.kind).length > 0;
  const blocks = [
    block('destination', destinationRows(destination)),
    ...selectionBlocks(selections),
    block('format', rows(formatOf(destination))),
  ];
  const body = [
    `key = ${quoted(key)}`,
    ...blocks.map((text) => `\n${text}`),
    ...(grant === undefined ? [] : [`\ndepends_on = [${grant.name}]`]),
  ];
  return [
    ...(hasSecret
      ? [block(`variable ${quoted(secretVariable)}`, ['type      = string', 'sensitive = true'])]
      : []),
    ...(grant === undefined ? [] : [grant.text]),
    block('resource "commercetools_subscription" "segment_mapper"', body),
    ...(selections.events.length > 0
      ? [
          `# The provider has no block for Events: ${selections.events.map(({ resourceTypeId }) => resourceTypeId).join(', ')} must be set by "subscription apply".`,
        ]
      : []),
  ].join('\n\n');
}

function destinationRows(destination: Destination): readonly string[] {
  const secrets = secretsOf(destination.kind);
  // Without keys the provider uses IAM by itself.
  const { authenticationMode: _, ...values } = shownDestination(destination);
  return rows(values, (name, value) => (secrets.includes(name) ? `var.${secretVariable}` : quoted(value)));
}

function selectionBlocks({ messages, changes }: Selections): readonly string[] {
  const ids = changes.map(({ resourceTypeId }) => quoted(resourceTypeId)).join(', ');
  return [
    ...(changes.length > 0 ? [block('changes', [`resource_type_ids = [${ids}]`])] : []),
    ...messages.map(({ resourceTypeId, types = [] }) =>
      block('message', [
        `resource_type_id = ${quoted(resourceTypeId)}`,
        `types = [\n${types.map((type) => `  ${quoted(type)},`).join('\n')}\n]`,
      ]),
    ),
  ];
}

function grantFor({
  kind,
  given,
}: Destination): { readonly name: string; readonly text: string } | undefined {
  const of = (field: string) => shownDestination({ kind, given })[field] ?? '';
  if (kind.type === 'GoogleCloudPubSub')
    return {
      name: 'google_pubsub_topic_iam_member.commercetools',
      text: block('resource "google_pubsub_topic_iam_member" "commercetools"', [
        `project = ${quoted(of('projectId'))}`,
        `topic   = ${quoted(of('topic'))}`,
        'role    = "roles/pubsub.publisher"',
        `member  = "serviceAccount:${googleAccount}"`,
      ]),
    };
  if (kind.type !== 'SNS') return undefined;
  const statement = `{ Effect = "Allow", Principal = { AWS = "${awsUser}" }, Action = "sns:Publish", Resource = ${quoted(of('topicArn'))} }`;
  return {
    name: 'aws_sns_topic_policy.commercetools',
    text: block('resource "aws_sns_topic_policy" "commercetools"', [
      `arn = ${quoted(of('topicArn'))}`,
      `policy = jsonencode({\n  Version   = "2012-10-17"\n  Statement = [${statement}]\n})`,
    ]),
  };
}

function rows(values: object, shown = (_name: string, value: string) => quoted(value)): readonly string[] {
  return Object.entries(values).map(([name, value]) => `${snakeCase(name)} = ${shown(name, String(value))}`);
}

function block(head: string, lines: readonly string[]): string {
  const indented = lines.join('\n').replace(/^(?=.)/gm, '  ');
  return `${head} {\n${indented}\n}`;
}

/** Terraform would put in values where it sees "${" or "%{". */
function quoted(text: string): string {
  return JSON.stringify(text).replace(/[$%](?=\{)/g, '$&$&');
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
