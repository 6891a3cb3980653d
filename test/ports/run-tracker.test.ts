import { DynamoRunTracker } from '#src/aws/dynamo-run-tracker.ts';
import { emulatorTable } from '#test/support/emulator-stores.ts';
import { MemoryRunTracker } from '#test/support/memory-ports.ts';
import { runTrackerContract } from './run-tracker-contract.ts';

runTrackerContract('memory', async () => new MemoryRunTracker());

runTrackerContract('the emulator', async () => new DynamoRunTracker(await emulatorTable()));
