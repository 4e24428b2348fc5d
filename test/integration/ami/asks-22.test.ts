import { asksContract, lyingSuccessContract } from './asks-contract.ts';
import { useAmi } from './use-ami.ts';

const lab = useAmi(22);
asksContract(lab);
lyingSuccessContract(lab);
