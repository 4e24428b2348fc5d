import { ariBridgesContract } from './ari-bridges-contract.ts';
import { recorderContract } from './recorder-contract.ts';
import { useDesk } from './use-desk.ts';
import { valuesContract } from './values-contract.ts';

const lab = useDesk(22);
valuesContract(lab);
recorderContract(lab);
ariBridgesContract(lab);
