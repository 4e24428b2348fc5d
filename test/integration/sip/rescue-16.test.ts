import { rescueContract } from './rescue-contract.ts';

rescueContract(16);
