import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** Every number the process gives out under `/metrics`. The words are those of the design: recorded, integrated... */
@Injectable()
export class Metrics {
  readonly registry = new Registry();

  readonly events = new Counter({
    name: 'sealtrail_capture_events_total',
    help: 'Events by outcome: recorded, duplicate, refused.',
    labelNames: ['outcome'] as const,
    registers: [this.registry],
  });
  readonly jobs = new Counter({
    name: 'sealtrail_capture_jobs_total',
    help: 'Capture jobs by success.',
    labelNames: ['success'] as const,
    registers: [this.registry],
  });
  readonly batchSize = new Histogram({
    name: 'sealtrail_capture_batch_events',
    help: 'Events per committed batch.',
    buckets: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000],
    registers: [this.registry],
  });
  readonly commitSeconds = new Histogram({
    name: 'sealtrail_capture_commit_seconds',
    help: 'Duration of one batch transaction.',
    buckets: [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5],
    registers: [this.registry],
  });
  readonly captureSeconds = new Histogram({
    name: 'sealtrail_capture_seconds',
    help: 'From the whole body received to RECORDED.',
    buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10],
    registers: [this.registry],
  });
  readonly pendingEvents = new Gauge({
    name: 'sealtrail_capture_pending_events',
    help: 'Events validated and waiting for, or in, a commit.',
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }
}
