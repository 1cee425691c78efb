-- Prices and stock change often: room in each page keeps their updates there (heap-only tuples).
alter table offers.offers set (fillfactor = 80);
alter table offers.stock set (fillfactor = 80);
