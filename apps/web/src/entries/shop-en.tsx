import messages from 'virtual:messages/en/common,shell,errors,shop';
import { startShop } from './start-shop.tsx';

void startShop(messages);
