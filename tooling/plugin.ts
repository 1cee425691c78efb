import { envOnlyInConfig } from './rules/env-only-in-config.ts';
import { noBarrel } from './rules/no-barrel.ts';
import { noOuterCtxInsideTx } from './rules/no-outer-ctx-inside-tx.ts';
import { noPortInsideTx } from './rules/no-port-inside-tx.ts';
import { noRelativeEscape } from './rules/no-relative-escape.ts';
import { noTryInRouters } from './rules/no-try-in-routers.ts';
import { testNamesAndAsserts } from './rules/test-names-and-asserts.ts';
import { txNeedsAuthorizeAndAudit } from './rules/tx-needs-authorize-and-audit.ts';
import { writesOnlyInOwner } from './rules/writes-only-in-owner.ts';

/** Our own lint rules; oxlint takes a plugin as a default export. */
export default {
  meta: { name: 'yarmarka' },
  rules: {
    'env-only-in-config': envOnlyInConfig,
    'no-barrel': noBarrel,
    'no-outer-ctx-inside-tx': noOuterCtxInsideTx,
    'no-port-inside-tx': noPortInsideTx,
    'no-relative-escape': noRelativeEscape,
    'no-try-in-routers': noTryInRouters,
    'test-names-and-asserts': testNamesAndAsserts,
    'tx-needs-authorize-and-audit': txNeedsAuthorizeAndAudit,
    'writes-only-in-owner': writesOnlyInOwner,
  },
};
