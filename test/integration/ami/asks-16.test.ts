import { asksContract } from './asks-contract.ts';
import { useAmi } from './use-ami.ts';

const lab = useAmi(16);
asksContract(lab);
