import { awayContract, callContract, connectingContract, requestContract } from './contract.ts';

connectingContract(16);
callContract(16);
requestContract(16);
awayContract(16);
