export { type BuyableOffer, type BuyBox, chooseBuyBox, compareOffers } from './offer/buy-box.ts';
export { getOffersOfCard, type OffersOfCard } from './offer/get-offers-of-card.ts';
export { importOffers, type NewOffer } from './offer/import-offers.ts';
export { listOffersOfSeller, type OfferListItem } from './offer/list-offers.ts';
export { archiveOffer, blockOffer, type OfferMoved, pauseOffer, resumeOffer, unblockOffer } from './offer/move-offer.ts';
export { type PricesSet, setPrices } from './offer/set-prices.ts';
export { type StockSet, setStock } from './offer/set-stock.ts';
export { type OfferSaved, upsertOffer } from './offer/upsert-offer.ts';
export { listWarehouses, upsertWarehouse, type Warehouse } from './warehouse/warehouses.ts';
