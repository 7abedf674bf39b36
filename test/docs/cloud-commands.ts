/**
 * The options of the cloud commands that the documents show, as the command lines of the three clouds know them. An
 * option is added here after a look into its reference, never from memory.
 * https://cloud.google.com/sdk/gcloud/reference/pubsub, https://docs.aws.amazon.com/cli/latest/reference,
 * https://learn.microsoft.com/cli/azure/eventgrid
 */
export const knownOptions: Readonly<Record<string, string>> = {
  'gcloud config set': '',
  'gcloud projects describe': '--format',
  'gcloud services enable': '',
  'gcloud iam service-accounts create': '',
  'gcloud iam service-accounts add-iam-policy-binding': '--member --role',
  'gcloud pubsub topics create': '',
  'gcloud pubsub topics add-iam-policy-binding': '--member --role',
  'gcloud pubsub subscriptions add-iam-policy-binding': '--member --role',
  'gcloud pubsub subscriptions create':
    '--topic --push-endpoint --push-auth-service-account --push-auth-token-audience --push-no-wrapper --ack-deadline --min-retry-delay --max-retry-delay --message-retention-duration --expiration-period --dead-letter-topic --max-delivery-attempts',
  'aws sts get-caller-identity': '--query --output',
  'aws sns create-topic': '--name --query --output',
  'aws sns set-topic-attributes': '--topic-arn --attribute-name --attribute-value',
  'aws sns subscribe': '--topic-arn --protocol --notification-endpoint --attributes',
  'aws sqs create-queue': '--queue-name --attributes',
  'aws events list-event-sources': '--name-prefix --query --output',
  'aws events create-event-bus': '--name --event-source-name',
  'aws events create-connection': '--name --authorization-type --auth-parameters --query --output',
  'aws events create-api-destination':
    '--name --connection-arn --http-method --invocation-endpoint --query --output',
  'aws events put-rule': '--name --event-bus-name --event-pattern --query --output',
  'aws events put-targets': '--rule --event-bus-name --targets',
  'aws iam create-role': '--role-name --assume-role-policy-document --query --output',
  'aws iam attach-role-policy': '--role-name --policy-arn',
  'aws lambda create-function':
    '--function-name --runtime --handler --role --zip-file --timeout --memory-size --environment',
  'aws lambda create-event-source-mapping': '--function-name --event-source-arn --function-response-types',
  'aws iam put-role-policy': '--role-name --policy-name --policy-document',
  'az eventgrid topic create': '--name --resource-group --location --input-schema',
  'az eventgrid topic show': '--name --resource-group --query --output',
  'az eventgrid topic key list': '--name --resource-group --query --output',
  'az eventgrid event-subscription create':
    '--name --source-resource-id --endpoint-type --endpoint --event-delivery-schema --delivery-attribute-mapping --max-delivery-attempts --event-ttl --deadletter-endpoint --azure-active-directory-tenant-id --azure-active-directory-application-id-or-uri',
  'az storage account create': '--name --resource-group --location --sku --query --output',
  'az storage container create': '--name --account-name --auth-mode',
  zip: '-qr',
  curl: '-H --data-binary -u -d',
};

/** What a cloud answers to a command whose answer the next ones use; the others answer a word. */
export const answers: Readonly<Record<string, string>> = {
  'gcloud projects describe': '123456789012',
  'curl -u': '{"access_token":"a-token"}',
  'aws sts get-caller-identity': '123456789012',
  'aws sns create-topic': 'arn:aws:sns:eu-central-1:123456789012:commercetools-events',
  'aws events list-event-sources': 'aws.partner/commercetools.com/demo-project/segment-mapper',
  'aws events put-rule': 'arn:aws:events:eu-central-1:123456789012:rule/segment-mapper',
};
