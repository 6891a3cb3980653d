import { describe, expect, it } from 'vitest';
import { chooseSession, type SessionChoice } from '#src/cli/aws-session.ts';

const choose = (choice: Partial<SessionChoice>) =>
  chooseSession({ environment: 'local', variables: {}, localCloud: () => undefined, ...choice });
const localCloud = () => ({ endpoint: 'http://127.0.0.1:4566', region: 'eu-west-3' });

describe('chooseSession', () => {
  it('takes the local cloud that is up, with credentials that are nobody’s', () => {
    expect(choose({ localCloud, variables: { AWS_PROFILE: 'mine', AWS_REGION: 'eu-central-1' } })).toEqual({
      endpoint: 'http://127.0.0.1:4566',
      region: 'eu-west-3',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });
  });

  it('lets AWS_ENDPOINT_URL win', () => {
    const variables = { AWS_ENDPOINT_URL: 'http://127.0.0.1:4999' };
    expect(choose({ localCloud, variables })).toMatchObject({ endpoint: 'http://127.0.0.1:4999', region: 'us-east-1' });
  });

  it('leaves AWS to the SDK: no credentials of ours, no endpoint unless one is named', () => {
    expect(choose({ environment: 'dev', localCloud })).toEqual({});
    const variables = { AWS_ENDPOINT_URL: 'http://127.0.0.1:4999', AWS_REGION: 'eu-central-1' };
    expect(choose({ environment: 'dev', variables })).toEqual({
      endpoint: variables.AWS_ENDPOINT_URL,
      region: 'eu-central-1',
    });
  });

  it('says how to get a local cloud when there is none', () => {
    expect(() => choose({})).toThrow(
      'no local cloud is running: start it with `driftloop up` (or `npm start`); for AWS add --env dev',
    );
  });
});
