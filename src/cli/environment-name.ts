/** Where commands can go: the local cloud, or one of the deployed environments of lib/environments.ts. */
export const ENVIRONMENTS = ['local', 'dev', 'prod'] as const;
export type EnvironmentName = (typeof ENVIRONMENTS)[number];
