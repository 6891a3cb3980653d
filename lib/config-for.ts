import { z } from 'zod';
import { Config } from './config.ts';
import { environments } from './environments.ts';

/** What `-c key=value` may set, and what the CLI knows about the signed-in account. */
export interface Choice {
  readonly env?: unknown;
  readonly alertEmail?: unknown;
  /** `true` or `false`. */
  readonly bigTraining?: unknown;
  readonly account?: string | undefined;
  readonly region?: string | undefined;
}

/**
 * The configuration of the chosen environment, `dev` unless told otherwise.
 *
 * @throws Error when the environment does not exist or a value of it is out of range
 */
export function configFor({ env = 'dev', alertEmail, bigTraining, account, region }: Choice): Config {
  const chosen = typeof env === 'string' && Object.hasOwn(environments, env) ? environments[env] : undefined;
  if (!chosen) {
    throw new Error(`there is no environment "${env}"; choose one with -c env=${Object.keys(environments).join('|')}`);
  }
  const config = Config.safeParse({
    account,
    region,
    ...chosen,
    name: env,
    ...(alertEmail !== undefined && { alertEmail }),
    ...(bigTraining !== undefined && { bigTraining: String(bigTraining) === 'true' }),
  });
  if (!config.success) throw new Error(`the ${env} environment is wrong:\n${z.prettifyError(config.error)}`);
  return config.data;
}
