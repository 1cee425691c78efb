import { isWorkplacePath as isWorkplace } from '../shell/paths.ts';
import { render as renderShop } from './render-shop.tsx';
import { renderWorkplace as renderWorkplaceDocument, workplaceHints as hintsOfBuild } from './render-workplace.ts';

/** What the bff calls: one shop page as a whole document. */
export const render = renderShop;

/** The document of the workplace. */
export const renderWorkplace = renderWorkplaceDocument;

/** What the server adds to that document's head. */
export const workplaceHints = hintsOfBuild;

/** Which of the two draws an address. */
export const isWorkplacePath = isWorkplace;
