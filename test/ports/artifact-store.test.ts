import { DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { emulatorBuckets } from '#test/support/emulator-stores.ts';
import { MemoryArtifactStore } from '#test/support/memory-artifact-store.ts';
import { artifactStoreContract } from './artifact-store-contract.ts';

artifactStoreContract('memory', async () => {
  const store = new MemoryArtifactStore();
  return {
    store,
    put: async (area, key, body) => store.put(area, key, body),
    remove: async (area, key) => store.remove(area, key),
  };
});

artifactStoreContract('the emulator', async () => {
  const { client, buckets, store } = await emulatorBuckets();
  return {
    store,
    put: (area, Key, Body) => client.send(new PutObjectCommand({ Bucket: buckets[area], Key, Body })),
    remove: (area, Key) => client.send(new DeleteObjectCommand({ Bucket: buckets[area], Key })),
  };
});
