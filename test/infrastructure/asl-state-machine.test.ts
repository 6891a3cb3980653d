import { describe, expect, it } from 'vitest';
import { bindPlaceholders } from '#lib/constructs/asl-placeholders.ts';

const placeholder = (name: string) => `$\{${name}}`;
const workflow = JSON.stringify({
  States: {
    A: { Resource: placeholder('AFunctionArn') },
    B: { Arguments: { TopicArn: placeholder('AlertTopicArn') } },
  },
});

describe('bindPlaceholders', () => {
  it('binds what the workflow names', () => {
    const values = { AFunctionArn: 'a', AlertTopicArn: 't' };
    expect(bindPlaceholders('w.json', workflow, values)).toEqual(values);
  });

  it('refuses a placeholder without a value', () => {
    expect(() => bindPlaceholders('w.json', workflow, { AFunctionArn: 'a' })).toThrow(/w\.json names AlertTopicArn/);
  });

  it('refuses a value that the workflow does not use', () => {
    const values = { AFunctionArn: 'a', AlertTopicArn: 't', BFunctionArn: 'b' };
    expect(() => bindPlaceholders('w.json', workflow, values)).toThrow(/BFunctionArn.*does not name/);
  });
});
