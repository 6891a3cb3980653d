import { type APIGatewayClient, GetApiKeyCommand } from '@aws-sdk/client-api-gateway';
import { NotFoundError } from '#src/errors.ts';
import type { ApiKeys } from '#src/ports/api-keys.ts';

export class ApiGatewayKeys implements ApiKeys {
  readonly #client: APIGatewayClient;
  readonly #defaultKeyId: string;

  constructor(defaultKeyId: string, client: APIGatewayClient) {
    this.#defaultKeyId = defaultKeyId;
    this.#client = client;
  }

  async defaultKey(): Promise<string> {
    const command = new GetApiKeyCommand({ apiKey: this.#defaultKeyId, includeValue: true });
    const { value } = await this.#client.send(command);
    if (!value) throw new NotFoundError(`API Gateway keeps no value for the key ${this.#defaultKeyId}: deploy again`);
    return value;
  }
}
