import { Migration } from '@mikro-orm/migrations';
import { appendOnly, revokeFromAllButOwner } from '@rotables/persistence';

/**
 * The link of one event: a hash of the link before it in its aggregate and of all that is kept of the event. The form must never change: what was
 * linked is verified by it for ever.
 */
const link = `
create function audit_link(previous bytea, event_id uuid, topic text, key text, sequence bigint, type text, city text, actor text,
  address text, on_behalf_of text, traceparent text, recorded_at timestamptz, body jsonb) returns bytea
language sql stable parallel safe as $function$
  select sha256(coalesce(previous, ''::bytea) || convert_to(jsonb_build_array(event_id, topic, key, sequence, type, city, actor, address,
    on_behalf_of, traceparent, extract(epoch from recorded_at), body)::text, 'UTF8'))
$function$`;

/**
 * Links each event as it is appended. It runs as the owner, since nobody else may touch the heads of the chains. What was recorded before this
 * transaction began is no new event: it is put back to be published again, and has its link.
 */
const linkAsAppended = `
create function audit_link_appended() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $function$
declare
  before bytea;
begin
  if new.recorded_at < transaction_timestamp() then
    return new;
  end if;
  select hash into before from audit_head where topic = new.topic and key = new.key;
  new.link := audit_link(before, new.event_id, new.topic, new.key, new.sequence, new.type, new.city, new.actor, new.address,
    new.on_behalf_of, new.traceparent, new.recorded_at, new.body);
  insert into audit_head (topic, key, first_sequence, sequence, hash) values (new.topic, new.key, new.sequence, new.sequence, new.link)
  on conflict (topic, key) do update set sequence = excluded.sequence, hash = excluded.hash;
  return new;
end
$function$`;

/** X8: who, from where, on whose behalf, in a chain for each aggregate; the heads of other services' days beside it. */
export class AuditTrail extends Migration {
  override up(): void {
    for (const table of ['outbox', 'outbox_published']) {
      this.addSql(`alter table ${table}
        -- Where the request came from; null for what no request asked for.
        add column address text,
        -- Who caused the event that this one follows from, where a service acts by itself.
        add column on_behalf_of text,
        -- Null for what was told before there were links.
        add column link bytea`);
    }
    this.addSql(`create table audit_head (
      topic text not null,
      key text not null,
      -- Events before it were told before there were links.
      first_sequence bigint not null,
      sequence bigint not null,
      hash bytea not null,
      primary key (topic, key)
    ) with (fillfactor = 60)`);
    this.addSql(revokeFromAllButOwner('audit_head', ['insert', 'update', 'delete', 'truncate']));
    this.addSql(`create table audit_base (
      topic text not null,
      key text not null,
      sequence bigint not null,
      -- The last link of what was dropped with old days: what is left goes on from it.
      hash bytea not null,
      primary key (topic, key)
    )`);
    this.addSql(revokeFromAllButOwner('audit_base', ['insert', 'update', 'delete', 'truncate']));
    this.addSql(`create table audit_anchor (
      service text not null,
      day date not null,
      events bigint not null,
      -- Of all links of that day (UTC) of that service.
      digest bytea not null,
      recorded_at timestamptz not null default clock_timestamp(),
      primary key (service, day)
    )`);
    this.addSql(appendOnly('audit_anchor'));
    this.addSql(link);
    this.addSql(linkAsAppended);
    this.addSql(
      'create trigger audit_link before insert on outbox for each row execute function audit_link_appended()',
    );
  }
}
