import { boot } from './models/boot.ts';
import { bytes } from './models/bytes.ts';
import { digest } from './models/digest.ts';
import { echo } from './models/echo.ts';
import { fail } from './models/fail.ts';
import { sleep } from './models/sleep.ts';
import { stream } from './models/stream.ts';
import { stuck } from './models/stuck.ts';
import type { TestModel } from './test-model.ts';

/** Every model of the provider `test`. */
export const allTestModels: readonly TestModel[] = [
  echo,
  sleep,
  stream,
  boot,
  fail,
  stuck,
  bytes,
  digest,
];
