// Runs every Vitest lane and writes what came of each: node scripts/test-lanes.ts RESULT.json [lane ...]
import { writeFileSync } from 'node:fs';
import { argv } from 'node:process';
import { type Reporter, startVitest } from 'vitest/node';

export interface LaneResult {
  passed: number;
  failed: number;
  skipped: number;
  seconds: number;
}

const [resultFile, ...lanes] = argv.slice(2);
if (resultFile === undefined) throw new Error('Name the file for the result.');
const results: Record<string, LaneResult> = {};
const laneOf = (name: string): LaneResult => {
  results[name] ??= { passed: 0, failed: 0, skipped: 0, seconds: 0 };
  return results[name];
};

const counter: Reporter = {
  onTestRunEnd(modules, unhandledErrors) {
    for (const module of modules) {
      const lane = laneOf(module.project.name);
      lane.seconds += module.diagnostic().duration / 1000;
      const before = lane.failed;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === 'passed') lane.passed++;
        else if (state === 'skipped') lane.skipped++;
        else lane.failed++;
      }
      // A file that does not load, or fails in a hook, has no failed test but is a failure.
      if (module.state() !== 'passed' && module.state() !== 'skipped' && lane.failed === before) lane.failed++;
    }
    if (unhandledErrors.length > 0) laneOf('unhandled errors').failed += unhandledErrors.length;
  },
};

const project = lanes.length > 0 ? { project: lanes } : {};
const vitest = await startVitest([], { watch: false, passWithNoTests: true, reporters: ['default', counter], ...project });
writeFileSync(resultFile, JSON.stringify(results));
await vitest.close();
// A handle that some test left open must not keep the run from ending.
process.exit();
