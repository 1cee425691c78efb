import { z } from 'zod';

const text = z.string().min(1);
const Config = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('production'),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DATABASE_READ_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  PORT: z.coerce.number().int().min(1).max(65_535).default(4000),
  HOST: text.default('0.0.0.0'),
  PUBLIC_URL: z.url().optional(),
  YARMARKA_DATA: text.default('.data'),
  YARMARKA_WEB_DIST: text.optional(),
  YARMARKA_SECRET: z.string().min(32).optional(),
  /** How many proxies of ours stand in front of the server: that many entries from the right of X-Forwarded-For are believed. */
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
  /** `required`: moderators, editors and administrators have no rights until their second factor is set up. */
  STAFF_SECOND_FACTOR: z.enum(['optional', 'required']).default('optional'),
  MEILI_URL: z.url().optional(),
  MEILI_KEY: text.optional(),
  /** A Meilisearch program to start; without it one is looked for on PATH. */
  MEILI_BIN: text.optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  MAIL_FROM: text.default('Yarmarka <no-reply@yarmarka.example>'),
  AI_BASE_URL: z.url().optional(),
  AI_API_KEY: text.optional(),
  AI_MODEL: text.optional(),
  /** JSON object of extra request headers. */
  AI_HEADERS: z
    .string()
    .transform((s, c) => {
      try {
        return z.record(z.string(), z.string()).parse(JSON.parse(s));
      } catch {
        c.addIssue('must be a JSON object of strings');
        return z.NEVER;
      }
    })
    .optional(),
  DATABASE_POOL: z.coerce.number().int().min(2).max(200).default(10),
});
export type Config = z.infer<typeof Config>;

let parsed: Config | undefined;

/** The environment, parsed once. Throws one error that names every wrong variable and what it must be. */
export function config(): Config {
  parsed ??= parseConfig(process.env);
  return parsed;
}

export function parseConfig(env: Record<string, string | undefined>): Config {
  const present = Object.fromEntries(Object.entries(env).filter(([k, v]) => k in Config.shape && v !== ''));
  const result = Config.safeParse(present);
  if (result.success) return result.data;
  const lines = result.error.issues.map((i) => `${i.path.join('.')}: ${i.message}`);
  throw new Error(`Wrong settings in the environment: ${lines.join('; ')}`);
}
