-- A database for each service, with the role that owns its tables and the lesser one that the
-- service runs as. Run as a superuser, for `hub` and for `node`:
--   psql --variable=service=node --file=infra/database-roles.sql
-- Set passwords afterwards with \password, or let the roles sign in by certificate.

create role :"service" nologin;
\set owner :service '_owner'
\set app :service '_app'
create role :"owner" login;
create role :"app" login;
grant :"service" to :"owner";
create database :"service" owner :"owner";
revoke all on database :"service" from public;
grant connect on database :"service" to :"app";
-- The migration command grants the rest to the second role, table by table.
