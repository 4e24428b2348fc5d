import { ajamContract, callContract, refusalContract, roadContract } from './contract.ts';
import { useAmi } from './use-ami.ts';

const lab = useAmi(16);
roadContract(lab);
refusalContract(lab);
callContract(lab);
ajamContract(lab);
