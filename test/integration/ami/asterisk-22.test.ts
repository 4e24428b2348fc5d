import {
  ajamContract,
  callContract,
  mailboxContract,
  refusalContract,
  roadContract,
  tlsStallContract,
} from './contract.ts';
import { useAmi } from './use-ami.ts';

const lab = useAmi(22);
roadContract(lab);
refusalContract(lab);
tlsStallContract(lab);
callContract(lab);
ajamContract(lab);
mailboxContract(lab);
