import type { DeadLetterSink } from '../report/dead-letter.ts';

/**
 * Sends dead letters to an SQS queue, a message each. AWS's client comes with Lambda's runtime, and finds region and
 * credentials there by itself; elsewhere it has to be installed beside the mapper.
 * https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html
 */
export function deadLetterQueue(queueUrl: string): DeadLetterSink {
  return async (letters) => {
    const { SendMessageCommand, SQSClient } = await import('@aws-sdk/client-sqs');
    const client = new SQSClient({});
    try {
      for (const letter of letters)
        await client.send(
          new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify(letter) }),
        );
    } finally {
      client.destroy();
    }
  };
}
