-- Printed from the system catalogue by `pnpm db:generate`; a test compares it with the migrated database.

table accounts.accounts
  id text not null
  account_id text not null
  provider_id text not null
  user_id text not null
  access_token text
  refresh_token text
  id_token text
  access_token_expires_at timestamp with time zone
  refresh_token_expires_at timestamp with time zone
  scope text
  password text
  created_at timestamp with time zone not null default now()
  updated_at timestamp with time zone not null default now()
  constraint accounts_pkey PRIMARY KEY (id)
  constraint accounts_user_id_users_id_fk FOREIGN KEY (user_id) REFERENCES accounts.users(id) ON DELETE CASCADE
  CREATE INDEX accounts_user ON accounts.accounts USING btree (user_id)

table accounts.devices
  user_id text not null
  fingerprint text not null
  first_seen_at timestamp with time zone not null default now()
  last_seen_at timestamp with time zone not null default now()
  constraint devices_user_id_fingerprint_pk PRIMARY KEY (user_id, fingerprint)
  constraint devices_user_id_users_id_fk FOREIGN KEY (user_id) REFERENCES accounts.users(id) ON DELETE CASCADE

table accounts.rate_limits
  id text not null
  key text not null
  count integer not null
  last_request bigint not null
  constraint rate_limits_pkey PRIMARY KEY (id)
  CREATE UNIQUE INDEX rate_limits_key_unique ON accounts.rate_limits USING btree (key)

table accounts.request_limits
  key text not null
  points integer not null default 0
  expire bigint
  constraint request_limits_pkey PRIMARY KEY (key)

table accounts.seller_invitations
  id integer not null identity
  seller_id integer not null
  email text not null
  invited_by text not null
  created_at timestamp with time zone not null default now()
  expires_at timestamp with time zone not null
  accepted_at timestamp with time zone
  constraint seller_invitations_pkey PRIMARY KEY (id)
  constraint seller_invitations_seller_id_sellers_id_fk FOREIGN KEY (seller_id) REFERENCES accounts.sellers(id) ON DELETE CASCADE
  CREATE INDEX seller_invitations_email ON accounts.seller_invitations USING btree (email)
  CREATE UNIQUE INDEX seller_invitations_open_unique ON accounts.seller_invitations USING btree (seller_id, email) WHERE (accepted_at IS NULL)

table accounts.seller_members
  seller_id integer not null
  user_id text not null
  role text not null
  created_at timestamp with time zone not null default now()
  constraint seller_members_seller_id_sellers_id_fk FOREIGN KEY (seller_id) REFERENCES accounts.sellers(id) ON DELETE CASCADE
  constraint seller_members_seller_id_user_id_pk PRIMARY KEY (seller_id, user_id)
  constraint seller_members_user_id_users_id_fk FOREIGN KEY (user_id) REFERENCES accounts.users(id) ON DELETE CASCADE
  CREATE UNIQUE INDEX seller_members_user_unique ON accounts.seller_members USING btree (user_id)

table accounts.seller_requirements
  key text not null
  kind text not null
  title_ru text not null
  title_en text not null
  hint_ru text not null default ''::text
  hint_en text not null default ''::text
  required boolean not null default true
  active boolean not null default true
  position integer not null default 0
  settings jsonb not null default '{}'::jsonb
  updated_at timestamp with time zone not null default now()
  constraint seller_requirements_pkey PRIMARY KEY (key)

table accounts.seller_submissions
  seller_id integer not null
  requirement_key text not null
  status text not null
  file_id text
  file_name text
  value text
  reason_code text
  note text
  submitted_by text
  reviewed_by text
  submitted_at timestamp with time zone
  reviewed_at timestamp with time zone
  constraint seller_submissions_requirement_key_seller_requirements_key_fk FOREIGN KEY (requirement_key) REFERENCES accounts.seller_requirements(key)
  constraint seller_submissions_seller_id_requirement_key_pk PRIMARY KEY (seller_id, requirement_key)
  constraint seller_submissions_seller_id_sellers_id_fk FOREIGN KEY (seller_id) REFERENCES accounts.sellers(id) ON DELETE CASCADE

table accounts.sellers
  id integer not null identity
  key text not null
  name_ru text not null
  name_en text not null
  slug text not null
  status text not null default 'registered'::text
  legal_name text not null default ''::text
  inn text not null default ''::text
  kpp text not null default ''::text
  ogrn text not null default ''::text
  bik text not null default ''::text
  account_no text not null default ''::text
  legal_address text not null default ''::text
  city text not null default ''::text
  about jsonb not null default '{"en": "", "ru": ""}'::jsonb
  status_reason text
  status_note text
  submitted_at timestamp with time zone
  decided_at timestamp with time zone
  version integer not null default 1
  created_at timestamp with time zone not null default now()
  updated_at timestamp with time zone not null default now()
  constraint sellers_pkey PRIMARY KEY (id)
  CREATE INDEX sellers_name ON accounts.sellers USING gin (lower(((((name_ru || ' '::text) || name_en) || ' '::text) || legal_name)) gin_trgm_ops)
  CREATE INDEX sellers_review ON accounts.sellers USING btree (submitted_at, id) WHERE (status = ANY (ARRAY['ready_for_review'::text, 'in_review'::text]))
  CREATE UNIQUE INDEX sellers_inn_unique ON accounts.sellers USING btree (inn) WHERE ((inn <> ''::text) AND (status <> ALL (ARRAY['rejected'::text, 'canceled'::text, 'terminated'::text])))
  CREATE UNIQUE INDEX sellers_key_unique ON accounts.sellers USING btree (key)
  CREATE UNIQUE INDEX sellers_slug_unique ON accounts.sellers USING btree (slug)

table accounts.sessions
  id text not null
  user_id text not null
  token text not null
  expires_at timestamp with time zone not null
  ip_address text
  user_agent text
  created_at timestamp with time zone not null default now()
  updated_at timestamp with time zone not null default now()
  constraint sessions_pkey PRIMARY KEY (id)
  constraint sessions_user_id_users_id_fk FOREIGN KEY (user_id) REFERENCES accounts.users(id) ON DELETE CASCADE
  CREATE INDEX sessions_user ON accounts.sessions USING btree (user_id)
  CREATE UNIQUE INDEX sessions_token_unique ON accounts.sessions USING btree (token)

table accounts.two_factors
  id text not null
  user_id text not null
  secret text not null
  backup_codes text not null
  verified boolean default true
  failed_verification_count integer default 0
  locked_until timestamp with time zone
  constraint two_factors_pkey PRIMARY KEY (id)
  constraint two_factors_user_id_users_id_fk FOREIGN KEY (user_id) REFERENCES accounts.users(id) ON DELETE CASCADE
  CREATE INDEX two_factors_secret ON accounts.two_factors USING btree (secret)
  CREATE INDEX two_factors_user ON accounts.two_factors USING btree (user_id)

table accounts.users
  id text not null
  name text not null
  email text not null
  email_verified boolean not null default false
  image text
  two_factor_enabled boolean not null default false
  roles text[] not null default '{buyer}'::text[]
  locale text not null default 'ru'::text
  seller_id integer
  status text not null default 'active'::text
  created_at timestamp with time zone not null default now()
  updated_at timestamp with time zone not null default now()
  constraint users_pkey PRIMARY KEY (id)
  CREATE INDEX users_order ON accounts.users USING btree (created_at, id)
  CREATE INDEX users_roles ON accounts.users USING gin (roles)
  CREATE INDEX users_seller ON accounts.users USING btree (seller_id)
  CREATE UNIQUE INDEX users_email_unique ON accounts.users USING btree (email)

table accounts.verifications
  id text not null
  identifier text not null
  value text not null
  expires_at timestamp with time zone not null
  created_at timestamp with time zone not null default now()
  updated_at timestamp with time zone not null default now()
  constraint verifications_pkey PRIMARY KEY (id)
  CREATE INDEX verifications_identifier ON accounts.verifications USING btree (identifier)

table ai.generations
  id integer not null identity
  card_id integer not null
  seller_id integer
  kind text not null
  input_hash text not null
  prompt_version text not null
  source text not null
  model text not null
  output jsonb
  flags jsonb not null default '[]'::jsonb
  status text not null
  failure text
  tokens_in integer
  tokens_out integer
  latency_ms integer
  created_by text not null
  created_at timestamp with time zone not null default now()
  decided_by text
  decided_at timestamp with time zone
  constraint generations_pkey PRIMARY KEY (id)
  CREATE INDEX generations_card ON ai.generations USING btree (card_id, id)
  CREATE INDEX generations_input ON ai.generations USING btree (input_hash, id)
  CREATE INDEX generations_seller ON ai.generations USING btree (seller_id, created_at)

table catalog.card_list
  card_id integer not null
  tokens integer[] not null
  updated_seq bigint not null
  constraint card_list_pkey PRIMARY KEY (card_id)
  CREATE INDEX card_list_tokens ON catalog.card_list USING gin (tokens)
  CREATE INDEX card_list_updated ON catalog.card_list USING btree (updated_seq)

table catalog.card_names
  card_id integer not null
  name text not null
  constraint card_names_pkey PRIMARY KEY (card_id)
  CREATE INDEX card_names_trgm ON catalog.card_names USING gin (name gin_trgm_ops)

table catalog.card_revisions
  card_id integer not null
  version integer not null
  patch jsonb not null
  inverse jsonb not null
  actor text not null
  source text not null
  change_set_id integer
  created_at timestamp with time zone not null default now()
  constraint card_revisions_card_id_cards_id_fk FOREIGN KEY (card_id) REFERENCES catalog.cards(id)
  constraint card_revisions_card_id_version_pk PRIMARY KEY (card_id, version)

table catalog.card_sellers
  card_id integer not null
  seller_id integer not null
  variant_ids integer[] not null default '{}'::integer[]
  constraint card_sellers_card_id_seller_id_pk PRIMARY KEY (card_id, seller_id)
  CREATE INDEX card_sellers_seller ON catalog.card_sellers USING btree (seller_id)

table catalog.cards with (fillfactor=90)
  id integer not null identity
  category_id integer not null
  placements integer[] not null default '{}'::integer[]
  status text not null default 'draft'::text
  version integer not null default 0
  row_version integer not null default 1
  schema_hash text not null
  attrs jsonb not null default '{}'::jsonb
  sources jsonb not null default '{}'::jsonb
  seller_id integer
  popularity integer not null default 0
  rating_sum integer not null default 0
  rating_count integer not null default 0
  completeness smallint not null default 0
  missing integer[] not null default '{}'::integer[]
  quality smallint not null default 0
  slug_ru text not null default ''::text
  slug_en text not null default ''::text
  merged_into integer
  updated_seq bigint not null default nextval('catalog.card_seq'::regclass)
  published_at timestamp with time zone
  created_at timestamp with time zone not null default now()
  updated_at timestamp with time zone not null default now()
  invalid integer[] not null default '{}'::integer[]
  invalid_since jsonb not null default '{}'::jsonb
  archived_from text
  last_live jsonb
  constraint cards_pkey PRIMARY KEY (id)
  CREATE INDEX cards_category ON catalog.cards USING btree (category_id, id, status)
  CREATE INDEX cards_seller ON catalog.cards USING btree (seller_id, id)

table catalog.category_quality
  category_id integer not null
  cards integer not null
  completeness integer not null
  quality integer not null
  incomplete integer not null
  invalid integer not null
  updated_at timestamp with time zone not null default now()
  constraint category_quality_pkey PRIMARY KEY (category_id)

table catalog.change_actions
  change_set_id integer not null
  no integer not null
  target text not null
  attribute_no integer
  old jsonb
  new jsonb
  verdict text
  reason_code text
  reason_note text
  applied boolean not null default false
  source jsonb
  constraint change_actions_change_set_id_change_sets_id_fk FOREIGN KEY (change_set_id) REFERENCES catalog.change_sets(id)
  constraint change_actions_change_set_id_no_pk PRIMARY KEY (change_set_id, no)

table catalog.change_sets
  id integer not null identity
  card_id integer not null
  kind text not null
  status text not null
  base_version integer not null
  schema_hash text not null
  seller_id integer
  author text not null
  note text not null default ''::text
  created_at timestamp with time zone not null default now()
  submitted_at timestamp with time zone
  decided_at timestamp with time zone
  constraint change_sets_card_id_cards_id_fk FOREIGN KEY (card_id) REFERENCES catalog.cards(id)
  constraint change_sets_pkey PRIMARY KEY (id)
  CREATE INDEX change_sets_card ON catalog.change_sets USING btree (card_id, id)
  CREATE INDEX change_sets_seller ON catalog.change_sets USING btree (seller_id, status, id)
  CREATE UNIQUE INDEX change_sets_one_open_per_seller ON catalog.change_sets USING btree (card_id, COALESCE(seller_id, 0)) WHERE (status = ANY (ARRAY['open'::text, 'validating'::text, 'submitted'::text]))

table catalog.conversion_runs
  version integer not null
  done_up_to integer not null default 0
  cards integer not null default 0
  converted integer not null default 0
  unconverted integer not null default 0
  collisions integer not null default 0
  started_at timestamp with time zone not null default now()
  finished_at timestamp with time zone
  constraint conversion_runs_pkey PRIMARY KEY (version)

table catalog.converted_values
  version integer not null
  no smallint not null
  target text not null
  target_id integer not null
  old jsonb not null
  new jsonb not null
  constraint converted_values_version_no_target_target_id_pk PRIMARY KEY (version, no, target, target_id)

table catalog.recomputed_versions
  version integer not null
  at timestamp with time zone not null default now()
  constraint recomputed_versions_pkey PRIMARY KEY (version)

table catalog.variants
  id integer not null identity
  card_id integer not null
  attrs jsonb not null default '{}'::jsonb
  sources jsonb not null default '{}'::jsonb
  axis_key text not null default ''::text
  position integer not null default 0
  archived boolean not null default false
  constraint variants_card_id_cards_id_fk FOREIGN KEY (card_id) REFERENCES catalog.cards(id)
  constraint variants_pkey PRIMARY KEY (id)
  CREATE INDEX variants_card ON catalog.variants USING btree (card_id, "position", id)
  CREATE INDEX variants_gtin ON catalog.variants USING btree (((attrs ->> '4'::text))) WHERE (attrs ? '4'::text)
  CREATE UNIQUE INDEX variants_axis_values_unique ON catalog.variants USING btree (card_id, axis_key) WHERE ((NOT archived) AND (axis_key <> ''::text))

table files.file_readers
  file_id text not null
  reader text not null
  constraint file_readers_file_id_files_id_fk FOREIGN KEY (file_id) REFERENCES files.files(id)
  constraint file_readers_file_id_reader_pk PRIMARY KEY (file_id, reader)
  CREATE INDEX file_readers_reader ON files.file_readers USING btree (reader)

table files.files
  id text not null
  kind text not null
  mime text not null
  bytes integer not null
  width integer
  height integer
  name text not null
  owner text not null
  private boolean not null default false
  created_at timestamp with time zone not null default now()
  constraint files_pkey PRIMARY KEY (id)
  CREATE INDEX files_owner ON files.files USING btree (owner, created_at)

table imports.import_jobs
  id integer not null identity
  seller_id integer not null
  category_id integer not null
  file_id text not null
  file_name text not null
  status text not null
  format text not null
  encoding text
  delimiter text
  sheet text
  header jsonb not null
  header_row integer not null
  header_hash text not null
  mapping jsonb not null default '[]'::jsonb
  schema_hash text not null
  rows_total integer not null default 0
  rows_valid integer not null default 0
  rows_invalid integer not null default 0
  rows_created integer not null default 0
  rows_updated integer not null default 0
  rows_unchanged integer not null default 0
  rows_refused integer not null default 0
  cards_submitted integer not null default 0
  cards_incomplete integer not null default 0
  cursor integer not null default 0
  progress_done integer not null default 0
  progress_total integer not null default 0
  step_started_at timestamp with time zone
  heartbeat_at timestamp with time zone
  submitting text
  failure text
  version integer not null default 1
  created_by text not null
  created_at timestamp with time zone not null default now()
  completed_at timestamp with time zone
  samples jsonb not null default '[]'::jsonb
  locale text not null default 'ru'::text
  failure_text jsonb
  constraint import_jobs_pkey PRIMARY KEY (id)
  CREATE INDEX import_jobs_running ON imports.import_jobs USING btree (heartbeat_at) WHERE ((status = ANY (ARRAY['staging'::text, 'applying'::text])) OR (submitting = ANY (ARRAY['waiting'::text, 'running'::text])))
  CREATE INDEX import_jobs_seller ON imports.import_jobs USING btree (seller_id, id)

table imports.import_rows
  job_id integer not null
  row_no integer not null
  unit_no integer not null
  card_row integer not null
  raw jsonb not null
  sku text not null
  parsed jsonb
  issues jsonb not null default '[]'::jsonb
  status text not null default 'staged'::text
  action text
  card_id integer
  variant_id integer
  same_sku_row integer
  constraint import_rows_job_id_import_jobs_id_fk FOREIGN KEY (job_id) REFERENCES imports.import_jobs(id) ON DELETE CASCADE
  constraint import_rows_job_id_row_no_pk PRIMARY KEY (job_id, row_no)
  CREATE INDEX import_rows_cards ON imports.import_rows USING btree (job_id, card_id) WHERE (card_id IS NOT NULL)
  CREATE INDEX import_rows_status ON imports.import_rows USING btree (job_id, status, unit_no, row_no)
  CREATE INDEX import_rows_units ON imports.import_rows USING btree (job_id, unit_no, row_no)

table imports.imported_items
  seller_id integer not null
  sku text not null
  card_id integer not null
  variant_id integer not null
  job_id integer not null
  imported_at timestamp with time zone not null default now()
  constraint imported_items_seller_id_sku_pk PRIMARY KEY (seller_id, sku)
  CREATE INDEX imported_items_card ON imports.imported_items USING btree (card_id)

table imports.mapping_profiles
  seller_id integer not null
  header_hash text not null
  mapping jsonb not null
  used_at timestamp with time zone not null default now()
  uses bigint not null default 1
  constraint mapping_profiles_seller_id_header_hash_pk PRIMARY KEY (seller_id, header_hash)

table imports.value_fixes
  seller_id integer not null
  target text not null
  value text not null
  fix jsonb not null
  created_by text not null
  created_at timestamp with time zone not null default now()
  constraint value_fixes_seller_id_target_value_pk PRIMARY KEY (seller_id, target, value)

table kernel.activities
  id bigint not null identity
  key text not null
  kind text not null
  title_ru text not null
  title_en text not null
  total integer
  done integer not null default 0
  per_second double precision
  href text
  author text not null
  seller_id integer
  started_at timestamp with time zone not null default now()
  updated_at timestamp with time zone not null default now()
  finished_at timestamp with time zone
  error text
  constraint activities_pkey PRIMARY KEY (id)
  CREATE INDEX activities_recent ON kernel.activities USING btree (updated_at)
  CREATE UNIQUE INDEX activities_running_unique ON kernel.activities USING btree (key) WHERE (finished_at IS NULL)

table kernel.audit_log
  id bigint not null identity
  occurred_at timestamp with time zone not null default now()
  actor text not null
  action text not null
  entity text not null
  entity_id text not null
  from_state text
  to_state text
  reason_code text
  note text
  patch jsonb
  request_id text not null
  constraint audit_log_pkey PRIMARY KEY (id)
  CREATE INDEX audit_log_action ON kernel.audit_log USING btree (action, id)
  CREATE INDEX audit_log_actor ON kernel.audit_log USING btree (actor, id)
  CREATE INDEX audit_log_entity ON kernel.audit_log USING btree (entity, entity_id, id)

table kernel.consumer_cursors
  consumer text not null
  seq bigint not null
  attempts integer not null default 0
  last_error text
  updated_at timestamp with time zone not null default now()
  next_attempt_at timestamp with time zone
  constraint consumer_cursors_pkey PRIMARY KEY (consumer)

table kernel.dead_letters
  consumer text not null
  seq bigint not null
  error text not null
  failed_at timestamp with time zone not null default now()
  constraint dead_letters_consumer_seq_pk PRIMARY KEY (consumer, seq)

table kernel.dirty
  queue text not null
  id bigint not null
  version bigint not null default nextval('kernel.dirty_version'::regclass)
  marked_at timestamp with time zone not null default now()
  attempts smallint not null default 0
  retry_at timestamp with time zone
  last_error text
  constraint dirty_queue_version_pk PRIMARY KEY (queue, version)

table kernel.inbox
  source text not null
  message_id text not null
  received_at timestamp with time zone not null default now()
  constraint inbox_source_message_id_pk PRIMARY KEY (source, message_id)

table kernel.migrations
  id integer not null default nextval('kernel.migrations_id_seq'::regclass)
  hash text not null
  created_at bigint
  constraint migrations_pkey PRIMARY KEY (id)

table kernel.outbox
  id bigint not null identity
  topic text not null
  key text not null
  type text not null
  version integer not null
  payload jsonb not null
  occurred_at timestamp with time zone not null default now()
  seq bigint
  published_at timestamp with time zone
  attempts integer not null default 0
  last_error text
  constraint outbox_pkey PRIMARY KEY (id)
  CREATE INDEX outbox_unpublished ON kernel.outbox USING btree (id) WHERE (seq IS NULL)
  CREATE UNIQUE INDEX outbox_seq_unique ON kernel.outbox USING btree (seq)

table kernel.settings
  key text not null
  value jsonb not null
  updated_at timestamp with time zone not null default now()
  updated_by text not null
  constraint settings_pkey PRIMARY KEY (key)

table kernel.sql_functions
  owner text not null
  hash text not null
  constraint sql_functions_pkey PRIMARY KEY (owner)

table messaging.emails
  id bigint not null identity
  to_hash text not null
  kind text not null
  locale text not null
  status text not null default 'queued'::text
  payload jsonb
  attempts integer not null default 0
  last_error text
  created_at timestamp with time zone not null default now()
  sent_at timestamp with time zone
  constraint emails_pkey PRIMARY KEY (id)
  CREATE INDEX emails_open ON messaging.emails USING btree (id) WHERE (status = 'queued'::text)
  CREATE INDEX emails_to ON messaging.emails USING btree (to_hash, id)

table messaging.notices
  id bigint not null identity
  user_id text not null
  kind text not null
  params jsonb not null default '{}'::jsonb
  link text
  read_at timestamp with time zone
  created_at timestamp with time zone not null default now()
  constraint notices_pkey PRIMARY KEY (id)
  CREATE INDEX notices_unread ON messaging.notices USING btree (user_id) WHERE (read_at IS NULL)
  CREATE INDEX notices_user ON messaging.notices USING btree (user_id, id)

table moderation.lanes
  key text not null
  kind text not null
  label_ru text not null
  label_en text not null
  rank smallint not null
  promise_minutes integer not null
  position smallint not null
  constraint lanes_pkey PRIMARY KEY (key)

table moderation.reason_codes
  code text not null
  scope text not null
  severity text not null
  text_ru text not null
  text_en text not null
  how_to_fix_ru text not null
  how_to_fix_en text not null
  position smallint not null
  active boolean not null default true
  constraint reason_codes_pkey PRIMARY KEY (code)
  CREATE INDEX reason_codes_scope ON moderation.reason_codes USING btree (scope, "position")

table moderation.tasks with (fillfactor=80, autovacuum_vacuum_scale_factor=0.02)
  id integer not null identity
  kind text not null
  lane text not null
  card_id integer
  change_set_id integer
  seller_id integer
  rank smallint not null
  due_at timestamp with time zone not null
  status text not null default 'queued'::text
  claimed_by text
  claim_until timestamp with time zone
  outcome text
  decided_by text
  decided_at timestamp with time zone
  version integer not null default 1
  created_at timestamp with time zone not null default now()
  constraint tasks_lane_lanes_key_fk FOREIGN KEY (lane) REFERENCES moderation.lanes(key)
  constraint tasks_pkey PRIMARY KEY (id)
  CREATE INDEX tasks_card ON moderation.tasks USING btree (card_id, id)
  CREATE INDEX tasks_holder ON moderation.tasks USING btree (claimed_by) WHERE (status = 'in_review'::text)
  CREATE INDEX tasks_lane_queue ON moderation.tasks USING btree (lane, rank, due_at, id) WHERE (status = ANY (ARRAY['queued'::text, 'in_review'::text]))
  CREATE INDEX tasks_queue ON moderation.tasks USING btree (rank, due_at, id) WHERE (status = ANY (ARRAY['queued'::text, 'in_review'::text]))
  CREATE INDEX tasks_seller ON moderation.tasks USING btree (seller_id, id)
  CREATE UNIQUE INDEX tasks_one_open_per_change_set ON moderation.tasks USING btree (change_set_id) WHERE (status = ANY (ARRAY['queued'::text, 'in_review'::text]))
  CREATE UNIQUE INDEX tasks_one_open_per_seller_review ON moderation.tasks USING btree (seller_id) WHERE ((kind = 'seller'::text) AND (status = ANY (ARRAY['queued'::text, 'in_review'::text])))

table offers.conversion_runs
  version integer not null
  done_up_to integer not null default 0
  offers integer not null default 0
  converted integer not null default 0
  unconverted integer not null default 0
  started_at timestamp with time zone not null default now()
  finished_at timestamp with time zone
  constraint conversion_runs_pkey PRIMARY KEY (version)

table offers.converted_values
  version integer not null
  no smallint not null
  offer_id integer not null
  old jsonb not null
  new jsonb not null
  constraint converted_values_version_no_offer_id_pk PRIMARY KEY (version, no, offer_id)

table offers.offers with (fillfactor=80)
  id integer not null identity
  seller_id integer not null
  card_id integer not null
  variant_id integer not null
  seller_sku text not null
  status text not null default 'draft'::text
  price_minor bigint not null
  old_price_minor bigint
  currency text not null default 'RUB'::text
  attrs jsonb not null default '{}'::jsonb
  version integer not null default 1
  created_at timestamp with time zone not null default now()
  updated_at timestamp with time zone not null default now()
  wrong_since jsonb not null default '{}'::jsonb
  constraint offers_pkey PRIMARY KEY (id)
  constraint offers_price_positive CHECK ((price_minor > 0))
  CREATE INDEX offers_card ON offers.offers USING btree (card_id)
  CREATE INDEX offers_variant ON offers.offers USING btree (variant_id)
  CREATE INDEX offers_wrong ON offers.offers USING btree (id) WHERE (wrong_since <> '{}'::jsonb)
  CREATE UNIQUE INDEX offers_seller_sku_unique ON offers.offers USING btree (seller_id, seller_sku)

table offers.stock with (fillfactor=80)
  offer_id integer not null
  warehouse_id integer not null
  qty integer not null
  constraint stock_offer_id_offers_id_fk FOREIGN KEY (offer_id) REFERENCES offers.offers(id)
  constraint stock_offer_id_warehouse_id_pk PRIMARY KEY (offer_id, warehouse_id)
  constraint stock_qty_not_negative CHECK ((qty >= 0))
  constraint stock_warehouse_id_warehouses_id_fk FOREIGN KEY (warehouse_id) REFERENCES offers.warehouses(id)

table offers.warehouses
  id integer not null identity
  seller_id integer not null
  key text not null
  name text not null
  city text not null default ''::text
  constraint warehouses_pkey PRIMARY KEY (id)
  CREATE UNIQUE INDEX warehouses_seller_key_unique ON offers.warehouses USING btree (seller_id, key)

table search.card_words
  card_id integer not null
  words text[] not null
  text_hash bigint not null default 0
  constraint card_words_pkey PRIMARY KEY (card_id)

table search.facet_slots
  attribute_no integer not null
  kind text not null
  slot integer not null
  constraint facet_slots_attribute_no_kind_pk PRIMARY KEY (attribute_no, kind)

table search.product_num
  card_id integer not null
  variant_id integer not null
  attribute_no smallint not null
  lo double precision not null
  hi double precision not null
  constraint product_num_card_id_attribute_no_variant_id_pk PRIMARY KEY (card_id, attribute_no, variant_id)
  CREATE INDEX product_num_value ON search.product_num USING btree (attribute_no, lo, card_id)

table search.product_search with (fillfactor=80)
  card_id integer not null
  category_id integer not null
  popularity integer not null
  rating real not null
  in_stock boolean not null
  min_price bigint
  published_at timestamp with time zone not null
  cat_ids integer[] not null
  facet_ids integer[] not null
  variant_ids bigint[] not null
  seller_ids integer[] not null
  axis_set integer[] not null
  constraint product_search_pkey PRIMARY KEY (card_id)
  CREATE INDEX product_search_gin ON search.product_search USING gin (cat_ids, facet_ids, variant_ids)

table search.product_text
  card_id integer not null
  popularity integer not null
  cat_ids integer[] not null
  tsv tsvector not null
  text_hash bigint not null default 0
  constraint product_text_pkey PRIMARY KEY (card_id)
  CREATE INDEX product_text_gin ON search.product_text USING gin (tsv, cat_ids)

table search.word_dict
  word text not null
  freq integer not null
  constraint word_dict_pkey PRIMARY KEY (word)
  CREATE INDEX word_dict_prefix ON search.word_dict USING btree (word text_pattern_ops)
  CREATE INDEX word_dict_trgm ON search.word_dict USING gin (word gin_trgm_ops)

table taxonomy.attribute_groups
  key text not null
  label_ru text not null
  label_en text not null
  position integer not null default 0
  constraint attribute_groups_pkey PRIMARY KEY (key)

table taxonomy.attribute_usage
  category_id integer not null
  attribute_no integer not null
  filled integer not null default 0
  filtered integer not null default 0
  constraint attribute_usage_category_id_attribute_no_pk PRIMARY KEY (category_id, attribute_no)

table taxonomy.attributes
  no integer not null
  key text not null
  type text not null
  list_id integer
  unit_family text
  localised boolean not null default false
  label_ru text not null
  label_en text not null
  description_ru text not null default ''::text
  description_en text not null default ''::text
  created_version integer not null
  retired boolean not null default false
  merged_into integer
  constraint attributes_list_id_lists_id_fk FOREIGN KEY (list_id) REFERENCES taxonomy.lists(id)
  constraint attributes_pkey PRIMARY KEY (no)
  CREATE INDEX attributes_list ON taxonomy.attributes USING btree (list_id)
  CREATE UNIQUE INDEX attributes_key_unique ON taxonomy.attributes USING btree (key)

table taxonomy.brands
  id integer not null identity
  name text not null
  created_at timestamp with time zone not null default now()
  constraint brands_pkey PRIMARY KEY (id)
  CREATE UNIQUE INDEX brands_name_unique ON taxonomy.brands USING btree (lower(name))

table taxonomy.categories
  id integer not null identity
  key text not null
  parent_id integer
  alias_of integer
  label_ru text not null
  label_en text not null
  slug_ru text not null
  slug_en text not null
  position integer not null default 0
  depth smallint not null
  path integer[] not null
  created_version integer not null
  constraint categories_pkey PRIMARY KEY (id)
  CREATE INDEX categories_parent ON taxonomy.categories USING btree (parent_id, "position")
  CREATE INDEX categories_path ON taxonomy.categories USING gin (path)
  CREATE UNIQUE INDEX categories_key_unique ON taxonomy.categories USING btree (key)
  CREATE UNIQUE INDEX categories_slug_en_unique ON taxonomy.categories USING btree (slug_en)
  CREATE UNIQUE INDEX categories_slug_ru_unique ON taxonomy.categories USING btree (slug_ru)

table taxonomy.category_parents
  category_id integer not null
  parent_id integer
  from_version integer not null
  to_version integer
  constraint category_parents_category_id_from_version_pk PRIMARY KEY (category_id, from_version)

table taxonomy.category_schemas
  category_id integer not null
  hash text not null
  from_version integer not null
  to_version integer
  constraint category_schemas_category_id_from_version_pk PRIMARY KEY (category_id, from_version)
  CREATE INDEX category_schemas_hash ON taxonomy.category_schemas USING btree (hash) WHERE (to_version IS NULL)
  CREATE UNIQUE INDEX category_schemas_current_unique ON taxonomy.category_schemas USING btree (category_id) WHERE (to_version IS NULL)

table taxonomy.cell_help
  category_id integer not null
  attribute_no integer not null
  help_ru text not null
  help_en text not null
  constraint cell_help_category_id_attribute_no_pk PRIMARY KEY (category_id, attribute_no)

table taxonomy.change_set_comments
  id integer not null identity
  change_set_id integer not null
  target text
  author text not null
  text text not null
  created_at timestamp with time zone not null default now()
  constraint change_set_comments_change_set_id_change_sets_id_fk FOREIGN KEY (change_set_id) REFERENCES taxonomy.change_sets(id)
  constraint change_set_comments_pkey PRIMARY KEY (id)
  CREATE INDEX change_set_comments_set ON taxonomy.change_set_comments USING btree (change_set_id, id)

table taxonomy.change_sets
  id integer not null identity
  title text not null
  note text not null default ''::text
  status text not null default 'draft'::text
  author text not null
  base_version integer not null
  publish_at timestamp with time zone
  published_version integer
  created_at timestamp with time zone not null default now()
  updated_at timestamp with time zone not null default now()
  undoes integer
  approved_by text
  approved_at timestamp with time zone
  approval_requested_at timestamp with time zone
  scheduled_by text
  trouble jsonb
  source jsonb
  returned jsonb
  constraint change_sets_pkey PRIMARY KEY (id)
  CREATE INDEX change_sets_author ON taxonomy.change_sets USING btree (author, status)
  CREATE INDEX change_sets_status ON taxonomy.change_sets USING btree (status, id)

table taxonomy.changes
  change_set_id integer not null
  target text not null
  change jsonb not null
  base jsonb
  edited_at timestamp with time zone not null default now()
  position integer not null default 0
  constraint changes_change_set_id_change_sets_id_fk FOREIGN KEY (change_set_id) REFERENCES taxonomy.change_sets(id)
  constraint changes_change_set_id_target_pk PRIMARY KEY (change_set_id, target)
  CREATE INDEX changes_pinned ON taxonomy.changes USING btree (change_set_id) WHERE ((change #>> '{edit,pin}'::text[]) = 'true'::text)

table taxonomy.effective_cells
  category_id integer not null
  attribute_no integer not null
  fields jsonb not null
  origins jsonb not null
  constraint effective_cells_category_id_attribute_no_pk PRIMARY KEY (category_id, attribute_no)
  CREATE INDEX effective_cells_attribute ON taxonomy.effective_cells USING btree (attribute_no)

table taxonomy.entries
  list_id integer not null
  entry_no integer not null
  key text not null
  label_ru text not null
  label_en text not null
  position integer not null default 0
  number double precision
  unit text
  swatch text
  synonyms text[] not null default '{}'::text[]
  created_version integer not null
  retired boolean not null default false
  merged_into integer
  constraint entries_list_id_entry_no_pk PRIMARY KEY (list_id, entry_no)
  constraint entries_list_id_lists_id_fk FOREIGN KEY (list_id) REFERENCES taxonomy.lists(id)
  CREATE INDEX entries_merged ON taxonomy.entries USING btree (list_id) WHERE (merged_into IS NOT NULL)
  CREATE UNIQUE INDEX entries_key_unique ON taxonomy.entries USING btree (list_id, key)

table taxonomy.import_marks
  source text not null
  target text not null
  fields jsonb not null
  constraint import_marks_source_target_pk PRIMARY KEY (source, target)

table taxonomy.lists
  id integer not null identity
  key text not null
  constraint lists_pkey PRIMARY KEY (id)
  CREATE UNIQUE INDEX lists_key_unique ON taxonomy.lists USING btree (key)

table taxonomy.matrix_versions
  version integer not null
  change_set_id integer
  title text not null
  author text not null
  published_at timestamp with time zone not null default now()
  constraint matrix_versions_pkey PRIMARY KEY (version)

table taxonomy.option_lists
  hash text not null
  tokens integer[] not null
  constraint option_lists_pkey PRIMARY KEY (hash)

table taxonomy.rules
  id integer not null identity
  category_id integer not null
  attribute_no integer not null
  op text not null
  fields jsonb not null
  field_versions jsonb not null
  from_version integer not null
  to_version integer
  constraint rules_attribute_no_attributes_no_fk FOREIGN KEY (attribute_no) REFERENCES taxonomy.attributes(no)
  constraint rules_category_id_categories_id_fk FOREIGN KEY (category_id) REFERENCES taxonomy.categories(id)
  constraint rules_pkey PRIMARY KEY (id)
  CREATE INDEX rules_attribute ON taxonomy.rules USING btree (attribute_no)
  CREATE INDEX rules_history ON taxonomy.rules USING btree (category_id, attribute_no, from_version)
  CREATE UNIQUE INDEX rules_current_unique ON taxonomy.rules USING btree (category_id, attribute_no) WHERE (to_version IS NULL)

table taxonomy.schemas
  hash text not null
  artefact jsonb not null
  created_at timestamp with time zone not null default now()
  constraint schemas_pkey PRIMARY KEY (hash)

table taxonomy.suggestions
  id integer not null identity
  key text not null
  kind text not null
  evidence jsonb not null
  weight integer not null
  status text not null default 'open'::text
  change_set_id integer
  decided_by text
  found_at timestamp with time zone not null default now()
  constraint suggestions_pkey PRIMARY KEY (id)
  CREATE INDEX suggestions_open ON taxonomy.suggestions USING btree (weight, id) WHERE (status = 'open'::text)
  CREATE UNIQUE INDEX suggestions_key_unique ON taxonomy.suggestions USING btree (key)

table taxonomy.value_conversions
  version integer not null
  no smallint not null
  conversion jsonb not null
  undo boolean not null default false
  constraint value_conversions_version_no_pk PRIMARY KEY (version, no)

table taxonomy.version_inverses
  version integer not null
  changes jsonb not null
  constraint version_inverses_pkey PRIMARY KEY (version)

function catalog.card_list_rows(p_ids integer[]) returns TABLE(card_id integer, tokens integer[], updated_seq bigint)
function catalog.card_name_rows(p_ids integer[]) returns TABLE(card_id integer, name text)
function catalog.project_card_list(p_ids integer[]) returns integer
function offers.buyable_of_cards(p_cards integer[]) returns TABLE(offer_id integer, seller_id integer, card_id integer, variant_id integer, price_minor bigint, old_price_minor bigint, currency text, qty bigint)
function search.learn_words(p_ids integer[], p_words jsonb) returns void
function search.own_tsv(p_name text, p_brand text, p_description text, p_codes text) returns tsvector
function search.place_tsv(p_category text, p_sections text) returns tsvector
function search.stems(p_words text[]) returns TABLE(word text, stem text)
function taxonomy.fold_all() returns integer[]
function taxonomy.fold_pairs(p_categories integer[], p_attributes integer[]) returns integer[]
function taxonomy.is_filled(p_value jsonb) returns boolean
function taxonomy.level_keys(p_artefact jsonb, p_level text) returns text[]
function taxonomy.not_blank(p_text text) returns boolean
function taxonomy.only_keys(p_values jsonb, p_keys text[]) returns jsonb
function taxonomy.patch_artefact(p_artefact jsonb, p_steps jsonb) returns jsonb
function taxonomy.rule_origins(p_category integer, p_field_versions jsonb, p_afresh boolean) returns jsonb
function taxonomy.visible_values(p_artefact jsonb, p_level text, p_own jsonb, p_card jsonb, p_variants jsonb) returns jsonb
function taxonomy.visible_values(p_keys text[], p_own jsonb, p_card jsonb, p_variants jsonb) returns jsonb
