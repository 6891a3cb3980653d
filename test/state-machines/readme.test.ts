import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { diagramOf } from './diagram.ts';
import { readWorkflow } from './workflow-files.ts';

const readme = readFileSync(new URL('../../state-machines/README.md', import.meta.url), 'utf8');

it.each(['training', 'batch'])('the README draws the %s workflow as its file has it', (name) => {
  expect(readme).toContain(`\`\`\`mermaid\n${diagramOf(readWorkflow(`${name}.asl.json`).workflow)}\n\`\`\``);
});
