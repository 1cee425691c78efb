import { hash, verify } from '@node-rs/argon2';

/** argon2id (the library's default) with the first parameter set of the OWASP password storage guide: 19 MiB, two passes, one lane. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const hashPassword = (password: string): Promise<string> => hash(password, PARAMETERS);
export const verifyPassword = (data: { hash: string; password: string }): Promise<boolean> => verify(data.hash, data.password);
