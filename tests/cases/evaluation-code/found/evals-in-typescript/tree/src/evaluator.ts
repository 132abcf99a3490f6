import { runAssertions } from "./assertions";
export async function evaluate(suite: Suite) { let pass = 0; for (const t of suite.tests) { const out = await provider.callApi(t.prompt); if ((await runAssertions(out, t)).pass) pass++; } return { accuracy: pass / suite.tests.length }; }
