import { describe, expect, it } from 'vitest';
import { parseSchemaFile } from '#src/contracts/schema-file.ts';

describe('parseSchemaFile', () => {
  it('reads column types', () => {
    const text = '{"columns":{"period":{"type":"numerical"},"id":{"type":"ignore"}}}';
    expect(parseSchemaFile(text).columns).toEqual({ period: { type: 'numerical' }, id: { type: 'ignore' } });
  });

  it('names the file and the key that is wrong', () => {
    expect(() => parseSchemaFile('{"columns":{"a":{"type":"number"}}}', 's.json')).toThrow(
      /^s\.json: columns\.a\.type/,
    );
    expect(() => parseSchemaFile('{"colums":{}}', 's.json')).toThrow(/s\.json: .*colums/);
  });

  it('shows how a schema is written when it is no JSON', () => {
    expect(() => parseSchemaFile('columns:', 's.json')).toThrow(/s\.json: not valid JSON; write \{"columns"/);
  });
});
