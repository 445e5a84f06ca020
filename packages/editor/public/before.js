// Read by zod when it loads. Else it tries whether code can be made at run time, which the policy of
// the page forbids, and each try is reported as a violation.
globalThis.__zod_globalConfig = { jitless: true };
