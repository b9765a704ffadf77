// The one wiring file: what changes with what in the same transaction, across rooms that do not know each other. Loaded by
// the server (instrumentation.ts), the operator's tool, the sample and the tests.
import { wire } from '../kernel/wiring'

wire('item.changed', 'vulnerabilities', async () => (await import('../vulnerabilities')).keepClocks)
