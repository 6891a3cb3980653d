import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import type { Alerts } from '../ports/alerts.ts';

/** Alerts over an SNS topic; the message is sent as JSON, as the workflow's own alerts are. */
export class SnsAlerts implements Alerts {
  readonly #client: SNSClient;
  readonly #topicArn: string;

  constructor(topicArn: string, client: SNSClient = new SNSClient({})) {
    this.#topicArn = topicArn;
    this.#client = client;
  }

  async send(subject: string, message: unknown): Promise<void> {
    await this.#client.send(
      new PublishCommand({ TopicArn: this.#topicArn, Subject: subject, Message: JSON.stringify(message) }),
    );
  }
}
