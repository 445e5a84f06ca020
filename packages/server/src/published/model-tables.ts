/** The first makes version 1; never changed once released. */
export const modelMigrations: readonly string[] = [
  `create table published_model (
    model text primary key,
    workflow_id text not null,
    title text not null,
    description text not null,
    created_at bigint not null
  );
  create index published_model_by_workflow on published_model (workflow_id);
  create table published_version (
    model text not null,
    id text not null,
    revision bigint not null,
    created_at bigint not null,
    published_at bigint not null,
    document text not null,
    lock text not null,
    schemas text not null,
    example text,
    primary key (model, id)
  );
  create index published_version_by_id on published_version (id, published_at);
  create table deployment (
    owner text not null,
    name text not null,
    number bigint not null,
    model text not null,
    version text not null,
    hardware text not null,
    min_instances bigint not null,
    max_instances bigint not null,
    created_at bigint not null,
    released_at bigint not null,
    primary key (owner, name)
  );`,
];
