import { describe } from 'vitest';
import { earsContract } from './ears-contract.ts';

describe('what each of them hears on Asterisk 22', () => earsContract(22));
