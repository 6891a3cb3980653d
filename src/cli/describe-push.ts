import type { PushedData } from './actions/push-data.ts';

/** What an upload started, and how to follow it. */
export const describePush = ({ project, version, runId }: PushedData): string =>
  `pushed ${project} ${version}; its run is ${runId}\nfollow it with: driftloop runs watch ${runId}`;
