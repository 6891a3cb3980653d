import { DynamoProjectStore } from '#src/aws/dynamo-project-store.ts';
import { emulatorTable } from '#test/support/emulator-stores.ts';
import { MemoryProjectStore } from '#test/support/memory-ports.ts';
import { projectStoreContract } from './project-store-contract.ts';

projectStoreContract('memory', async () => new MemoryProjectStore());

projectStoreContract('the emulator', async () => new DynamoProjectStore(await emulatorTable()));
