import { z } from 'zod';

const Transitions = z.looseObject({
  Type: z.string(),
  Next: z.string().optional(),
  Default: z.string().optional(),
  Choices: z.array(z.looseObject({ Condition: z.string(), Next: z.string() })).optional(),
  Catch: z.array(z.looseObject({ ErrorEquals: z.array(z.string()), Next: z.string() })).optional(),
});

/** The workflow as a Mermaid state diagram: every state and transition, in the order of the file. */
export function diagramOf({ StartAt, States }: { StartAt: string; States: Readonly<Record<string, unknown>> }): string {
  const lines = Object.entries(States).flatMap(([name, state]) => {
    const { Type, Next, Default, Choices = [], Catch = [] } = Transitions.parse(state);
    return [
      ...Choices.map((choice) => `${name} --> ${choice.Next}: ${choice.Condition.replace(/^\{%\s*|\s*%\}$/g, '')}`),
      ...(Default ? [`${name} --> ${Default}: otherwise`] : []),
      ...(Next ? [`${name} --> ${Next}`] : []),
      ...Catch.map(({ ErrorEquals, Next: to }) => `${name} --> ${to}: ${ErrorEquals.join(', ')}`),
      ...(Type === 'Succeed' || Type === 'Fail' ? [`${name} --> [*]`] : []),
    ];
  });
  return ['stateDiagram-v2', ...[`[*] --> ${StartAt}`, ...lines].map((line) => `  ${line}`)].join('\n');
}
