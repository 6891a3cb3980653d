import { gunzipSync, gzipSync } from 'node:zlib';
import { z } from 'zod';
import { TableSketch } from '#src/contracts/table-sketch.ts';

/** As it is stored: gzipped JSON; the same sketch gives the same bytes. */
export const encodeSketch = (sketch: TableSketch): Uint8Array =>
  gzipSync(JSON.stringify(z.encode(TableSketch, sketch)));

/** @throws ZodError for what is no sketch */
export const decodeSketch = (bytes: Uint8Array): TableSketch =>
  TableSketch.parse(JSON.parse(gunzipSync(bytes).toString()));
