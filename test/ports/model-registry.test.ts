import { DynamoModelRegistry } from '#src/aws/dynamo-model-registry.ts';
import { emulatorTable } from '#test/support/emulator-stores.ts';
import { MemoryModelRegistry } from '#test/support/memory-ports.ts';
import { modelRegistryContract } from './model-registry-contract.ts';

modelRegistryContract('memory', async () => new MemoryModelRegistry());

modelRegistryContract('the emulator', async () => new DynamoModelRegistry(await emulatorTable()));
