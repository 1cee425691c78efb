import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '@yarmarka/db';
import { startEmbedded } from '@yarmarka/db/embedded';
import { openJobs } from '@yarmarka/kernel';
import postgres from 'postgres';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    databaseUrl: string;
    templateName: string;
  }
}

/** One server for the run (TEST_DATABASE_URL, else an embedded one); in it a migrated template that every worker clones. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.TEST_DATABASE_URL;
  const dataDir = given ? undefined : mkdtempSync(join(tmpdir(), 'yarmarka-test-'));
  const server = dataDir ? await startEmbedded({ dataDir, test: true }) : undefined;
  const url = given ?? server?.url ?? '';
  const templateName = `template_${process.pid}_${Math.floor(performance.now())}_${project.name}`;
  const admin = postgres(url, { max: 1, onnotice: () => undefined });
  await admin.unsafe(`create database ${templateName}`);
  await migrate(withDatabase(url, templateName));
  // The job queue keeps its own tables; views of operations read them.
  await (await openJobs(withDatabase(url, templateName), { worker: false, names: [] })).stop();
  project.provide('databaseUrl', url);
  project.provide('templateName', templateName);
  return async () => {
    const clones = await admin`select datname from pg_database where datname like ${`${templateName}%`}`;
    for (const { datname } of clones) await admin.unsafe(`drop database if exists ${datname} with (force)`);
    await admin.end();
    await server?.stop();
    if (dataDir) rmSync(dataDir, { recursive: true, force: true });
  };
}

function withDatabase(url: string, name: string): string {
  const u = new URL(url);
  u.pathname = `/${name}`;
  return u.toString();
}
