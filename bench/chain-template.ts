import { readFileSync } from 'node:fs';

/** Answers every step of the training workflow with a result that leads down its longest branch. */
const trivialStep = `
const answer = { status: 'new', decision: 'merge_datasets', passed: true, rows: 1, driftShare: 1, driftedColumns: 1,
  modelVersion: 1, metrics: {}, reasons: [], baseline: {}, files: {}, projectFile: {}, data: {}, report: {}, plan: {},
  features: {}, manifest: {} };
exports.handler = async ({ run }) => { console.log(JSON.stringify({ run })); return answer; };
`;

const role = (service: string, statements: object[]) => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    AssumeRolePolicyDocument: {
      Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }],
    },
    Policies: [{ PolicyName: 'bench', PolicyDocument: { Statement: statements } }],
  },
});

/** The training workflow as it is, with one trivial function behind every step: what is left is the chain itself. */
export function chainTemplate(): string {
  const definition = readFileSync(new URL('../state-machines/training.asl.json', import.meta.url), 'utf8');
  const functionNames = [...new Set(definition.match(/(?<=\$\{)\w+FunctionArn(?=\})/g) ?? [])];
  const arn = { 'Fn::GetAtt': ['Step', 'Arn'] };
  const invoke = { Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: arn };
  return JSON.stringify({
    Resources: {
      Topic: { Type: 'AWS::SNS::Topic' },
      StepRole: role('lambda.amazonaws.com', [
        { Effect: 'Allow', Action: ['logs:CreateLogStream', 'logs:PutLogEvents'], Resource: '*' },
      ]),
      Step: {
        Type: 'AWS::Lambda::Function',
        Properties: {
          Runtime: 'nodejs24.x',
          Handler: 'index.handler',
          Code: { ZipFile: trivialStep },
          Role: { 'Fn::GetAtt': ['StepRole', 'Arn'] },
        },
      },
      ChainRole: role('states.amazonaws.com', [invoke]),
      Chain: {
        Type: 'AWS::StepFunctions::StateMachine',
        Properties: {
          RoleArn: { 'Fn::GetAtt': ['ChainRole', 'Arn'] },
          DefinitionString: definition,
          DefinitionSubstitutions: {
            ...Object.fromEntries(functionNames.map((name) => [name, arn])),
            AlertTopicArn: { Ref: 'Topic' },
          },
        },
      },
    },
    Outputs: { ChainArn: { Value: { Ref: 'Chain' } } },
  });
}
