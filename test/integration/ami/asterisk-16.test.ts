import { ajamContract, callContract, refusalContract, roadContract, tlsStallContract } from './contract.ts';
import { useAmi } from './use-ami.ts';

const lab = useAmi(16);
roadContract(lab);
refusalContract(lab);
tlsStallContract(lab);
callContract(lab);
ajamContract(lab);
