import { describe, expect, it } from 'vitest';
import { describeRunStore } from '../testing/describe-run-store.ts';
import { createMemoryRunStore } from './memory-run-store.ts';

describeRunStore('memory', createMemoryRunStore, { describe, it, expect });
