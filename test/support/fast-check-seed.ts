import fc from 'fast-check';

/**
 * `npm test` must say the same of the same code, so properties start from one seed; `FC_SEED=<n> npm test` explores
 * others.
 */
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(process.env['FC_SEED'] ?? 20_261_121) });
