import { bridgesContract } from './bridges-contract.ts';
import { hintlessContract } from './hintless-contract.ts';
import { recorderContract } from './recorder-contract.ts';
import { useDesk } from './use-desk.ts';
import { valuesContract } from './values-contract.ts';
import { webRoadContract } from './web-road-contract.ts';

const lab = useDesk(22);
valuesContract(lab);
recorderContract(lab);
bridgesContract(lab);
webRoadContract(lab);
hintlessContract(lab);
