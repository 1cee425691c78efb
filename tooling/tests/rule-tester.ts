import { RuleTester } from 'oxlint/plugins-dev';
import { describe, it } from 'vitest';

RuleTester.describe = describe;
RuleTester.it = it;

/** Runs rules as if the workspace stood at /repo; a case's `filename` says where in it the sample lies. */
export const tester = new RuleTester({ cwd: '/repo', languageOptions: { sourceType: 'module', parserOptions: { lang: 'ts' } } });
