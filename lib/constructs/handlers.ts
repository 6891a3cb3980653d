import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { codeVersion } from '../code-version.ts';
import type { Config } from '../config.ts';
import type { FunctionNeeds } from '../function-needs.ts';
import { grantAccess, type Stores } from './access.ts';
import { HandlerFunction } from './handler-function.ts';
import { NativeLayers } from './native-layers.ts';

export interface HandlersProps {
  readonly config: Config;
  readonly stores: Stores;
  readonly deadLetters: IQueue;
}

/** The functions of a stack: they share layers, variables and a dead-letter queue, and each has its own rights. */
export class Handlers extends Construct {
  private readonly props: HandlersProps;
  private readonly layers: NativeLayers;
  /** What all of them are told of the environment. */
  readonly variables: Readonly<Record<string, string>>;

  constructor(scope: Construct, id: string, props: HandlersProps) {
    super(scope, id);
    this.props = props;
    this.layers = new NativeLayers(this, 'Layers', { platform: props.config.platform });
    const { storage, tables } = props.stores;
    this.variables = {
      DATA_BUCKET: storage.data.bucketName,
      ARTIFACTS_BUCKET: storage.artifacts.bucketName,
      CAPTURE_BUCKET: storage.capture.bucketName,
      REGISTRY_TABLE: tables.registry.tableName,
      RUNS_TABLE: tables.runs.tableName,
      CODE_VERSION: codeVersion(),
      AWS_EMF_ENVIRONMENT: 'Lambda',
      NODE_OPTIONS: '--enable-source-maps',
    };
  }

  /**
   * The function of `lambdas/<name in kebab case>/handler.ts`, with the rights that it needs.
   *
   * @param variables - what only this function must know
   */
  add(name: string, needs: FunctionNeeds, variables: Readonly<Record<string, string>> = {}): HandlerFunction {
    const { config, deadLetters, stores } = this.props;
    const handler = new HandlerFunction(this, name, {
      step: name.replaceAll(/(?<!^)[A-Z]/g, (letter) => `-${letter}`).toLowerCase(),
      size: config.functions[needs.size],
      layers: this.layers.named(needs.layers),
      config,
      deadLetters,
      variables: { ...this.variables, ...variables },
    });
    grantAccess(handler, needs.access, stores);
    return handler;
  }

  /** One function for each name. */
  addAll(needs: Readonly<Record<string, FunctionNeeds>>): Record<string, HandlerFunction> {
    return Object.fromEntries(Object.entries(needs).map(([name, each]) => [name, this.add(name, each)]));
  }
}
