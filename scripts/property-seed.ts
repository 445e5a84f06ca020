// Properties are tried with the same values each time in CI, so that a change is judged by what it changes.
// Elsewhere each time anew; `CATENA_PROPERTY_SEED=7` takes those of 7 again, or others in CI.
import fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env.CATENA_PROPERTY_SEED ?? 1) });
