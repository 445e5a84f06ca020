import type { Engine, LaneStatus, Run, RunCreated, RunOptions, Workflow } from '@catena/engine';
import type { RunMeter } from './run-meter.ts';
import { traceResumed, traceRun } from './run-tracer.ts';

async function createdOf(run: Run): Promise<RunCreated | undefined> {
  for await (const event of run.events()) {
    return event.type === 'run.created' ? event : undefined;
  }
  return undefined;
}

/** An engine whose runs are traced and counted, whoever starts them. */
export class ObservedEngine implements Engine {
  readonly #engine: Engine;
  readonly #meter: RunMeter;

  constructor(engine: Engine, meter: RunMeter) {
    this.#engine = engine;
    this.#meter = meter;
  }

  async run(workflow: Workflow, options: RunOptions = {}): Promise<Run> {
    const traced = traceRun(workflow, options.traceparent);
    const { traceparent = options.traceparent } = traced;
    try {
      const run = await this.#engine.run(workflow, {
        ...options,
        ...(traceparent !== undefined && { traceparent }),
      });
      const created = await createdOf(run);
      if (created) {
        traced.follow(run, created);
        this.#meter.follow(run, created);
      }
      return run;
    } catch (error) {
      traced.fail(error);
      throw error;
    }
  }

  async resume(...parameters: Parameters<Engine['resume']>): Promise<Run> {
    const run = await this.#engine.resume(...parameters);
    const created = await createdOf(run);
    if (created) {
      traceResumed(created).follow(run, created);
      this.#meter.follow(run, created, 'resumed');
    }
    return run;
  }

  validate(...parameters: Parameters<Engine['validate']>): ReturnType<Engine['validate']> {
    return this.#engine.validate(...parameters);
  }

  plan(...parameters: Parameters<Engine['plan']>): ReturnType<Engine['plan']> {
    return this.#engine.plan(...parameters);
  }

  abandonedRuns(): Promise<string[]> {
    return this.#engine.abandonedRuns();
  }

  lock(...parameters: Parameters<Engine['lock']>): ReturnType<Engine['lock']> {
    return this.#engine.lock(...parameters);
  }

  setLimits(...parameters: Parameters<Engine['setLimits']>): void {
    this.#engine.setLimits(...parameters);
  }

  lanes(): LaneStatus[] {
    return this.#engine.lanes();
  }

  close(...parameters: Parameters<Engine['close']>): Promise<void> {
    return this.#engine.close(...parameters);
  }
}
