/** The first makes version 1; never changed once released. */
export const replicateMigrations: readonly string[] = [
  `create table prediction (
    id text primary key,
    model text not null,
    version text not null,
    deployment text,
    input text not null,
    output text,
    logs text not null,
    error text,
    status text not null,
    created_at bigint not null,
    started_at bigint,
    completed_at bigint,
    deadline bigint,
    metrics text,
    data_removed bigint not null,
    webhook text,
    webhook_events text,
    base_url text not null,
    token text not null,
    streams bigint not null
  );
  create index prediction_by_creation on prediction (created_at, id);
  create unique index prediction_by_token on prediction (token);
  create index prediction_by_end on prediction (data_removed, completed_at);
  create table idempotency_key (
    idempotency_key text primary key,
    request text not null,
    prediction_id text not null,
    created_at bigint not null
  );
  create table file (
    id text primary key,
    artifact text not null,
    name text not null,
    content_type text not null,
    size_bytes bigint not null,
    md5 text not null,
    metadata text not null,
    created_at bigint not null,
    expires_at bigint not null
  );
  create index file_by_creation on file (created_at, id);
  create table first_seen (name text primary key, seen_at bigint not null);`,
  'create index prediction_by_model on prediction (model);',
];
