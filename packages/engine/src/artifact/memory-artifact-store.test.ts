import { describe, expect, it } from 'vitest';
import { describeArtifactStore } from '../testing/describe-artifact-store.ts';
import { createMemoryArtifactStore } from './memory-artifact-store.ts';

describeArtifactStore('memory', createMemoryArtifactStore, { describe, it, expect });
