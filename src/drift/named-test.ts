import type { DriftMethod, TextMethod } from '#src/contracts/settings/drift.ts';
import type { DriftTest } from './tests/drift-test.ts';
import { driftTests } from './tests/index.ts';
import { type TextTest, textTests } from './text/text-tests.ts';

const TESTS: Readonly<Record<DriftMethod | TextMethod, DriftTest | TextTest>> = { ...driftTests, ...textTests };

/** What is to be known of a test to read its score, whatever it tests. */
export const namedTest = (method: DriftMethod | TextMethod): TextTest => TESTS[method];
