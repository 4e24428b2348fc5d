import { describe } from 'vitest';
import { byKeysContract } from './by-keys-contract.ts';

// The same with real browsers on 22: test/e2e/escape.spec.ts, three-agents.spec.ts.
describe('by its keys on Asterisk 16', () => byKeysContract(16));
