import { isWorkplacePath as isWorkplace } from '../shell/paths.ts';
import { render as renderShop } from './render-shop.tsx';
import { renderWorkplace as renderWorkplaceDocument } from './render-workplace.ts';

/** What the bff calls: one shop page as a whole document. */
export const render = renderShop;

/** The document of the workplace. */
export const renderWorkplace = renderWorkplaceDocument;

/** Which of the two draws an address. */
export const isWorkplacePath = isWorkplace;
