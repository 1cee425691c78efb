import messages from 'virtual:messages/ru/common,shell,errors,shop';
import { startShop } from './start-shop.tsx';

void startShop(messages);
