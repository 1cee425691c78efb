export { type RenderResult, render, type ShopRenderContext } from './render-shop.tsx';
export { renderWorkplace, type WorkplaceRenderContext } from './render-workplace.ts';
export { isWorkplacePath } from '../shell/paths.ts';
