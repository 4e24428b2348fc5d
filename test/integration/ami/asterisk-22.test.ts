import { ajamContract, callContract, mailboxContract, refusalContract, roadContract } from './contract.ts';
import { useAmi } from './use-ami.ts';

const lab = useAmi(22);
roadContract(lab);
refusalContract(lab);
callContract(lab);
ajamContract(lab);
mailboxContract(lab);
