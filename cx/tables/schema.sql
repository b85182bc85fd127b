-- grain: none; makes the tables of an empty store
-- upload_id and line say which file and which of its lines a row came from; they are what undo and receipts stand on.
create table if not exists orders (
    order_id varchar not null, customer_id varchar, ordered_at timestamp not null, product_id varchar,
    quantity decimal(18, 4), revenue decimal(18, 4) not null, cost decimal(18, 4), discount decimal(18, 4),
    channel varchar, upload_id integer not null, line bigint not null
);
create table if not exists customers (
    customer_id varchar not null, name varchar, joined_on date, region varchar, attributes varchar,
    upload_id integer not null, line bigint not null
);
-- What order files say of their customers: the last order of a file with each value of an attribute, name and region
-- among them. It fills what the files of customers leave open (known_customers).
create table if not exists customers_in_orders (
    customer_id varchar not null, attribute varchar not null, value varchar not null, ordered_at timestamp not null,
    upload_id integer not null, line bigint not null
);
create table if not exists products (
    product_id varchar not null, name varchar, category varchar, launched_on date, retired_on date,
    upload_id integer not null, line bigint not null
);
create table if not exists touchpoints (
    person_id varchar not null, occurred_at timestamp not null, step varchar, channel varchar, campaign varchar,
    kind varchar, cost decimal(18, 4), variant varchar, referrer_id varchar,
    upload_id integer not null, line bigint not null
);
create table if not exists costs (
    month date not null, amount decimal(18, 4) not null, kind varchar not null, product_id varchar,
    channel varchar, upload_id integer not null, line bigint not null
);
create table if not exists surveys (
    answered_at timestamp not null, customer_id varchar, measure varchar not null, subject varchar,
    score decimal(18, 4) not null, comment varchar, upload_id integer not null, line bigint not null
);
create table if not exists tickets (
    ticket_id varchar not null, opened_at timestamp not null, customer_id varchar, kind varchar not null,
    topic varchar, channel varchar, answered_at timestamp, resolved_at timestamp, satisfied boolean,
    cost decimal(18, 4), text varchar, team varchar, severity decimal(18, 4), reopened_at timestamp,
    upload_id integer not null, line bigint not null
);
create table if not exists churn_reasons (
    customer_id varchar not null, left_on date not null, reason varchar not null,
    upload_id integer not null, line bigint not null
);
create table if not exists competitors (
    company varchar not null, attribute varchar not null, score decimal(18, 4) not null,
    importance decimal(18, 4), name_status varchar, scored_on date, scored_by varchar, source varchar,
    upload_id integer not null, line bigint not null
);
create table if not exists promises (
    promise_id varchar not null, made_on date not null, customer_id varchar, touchpoint varchar, kind varchar not null,
    words varchar, due_on date, asked_on date, answered_on date, kept_on date, kept boolean, amount decimal(18, 4),
    upload_id integer not null, line bigint not null
);
create table if not exists journey (
    touchpoint varchar not null, step varchar not null, position decimal(18, 4), p varchar not null,
    team varchar not null, owner varchar, promise_text varchar, direct boolean, met_by varchar, asked_as varchar,
    topics varchar, upload_id integer not null, line bigint not null
);
create sequence if not exists upload_number;
create table if not exists uploads (
    upload_id integer primary key, kind varchar not null, name varchar not null, sha256 varchar not null,
    bytes bigint not null, lines bigint not null, rows_read bigint not null, rows_loaded bigint not null,
    rows_quarantined bigint not null, mapping varchar not null, reading varchar not null, notes varchar not null,
    loaded_at timestamp not null, undone_at timestamp
);
create table if not exists quarantine (
    upload_id integer not null, kind varchar not null, line bigint not null, "column" varchar,
    value varchar, code varchar not null, detail varchar, raw varchar not null
);
create table if not exists mends (
    upload_id integer not null,
    line bigint,
    "column" varchar not null,
    was varchar,
    becomes varchar,
    rows bigint not null
);
create table if not exists models (
    model_id integer primary key, kind varchar not null, as_of date not null, assumptions varchar not null,
    parameters varchar not null, data_version varchar not null, kept_at timestamp not null
);
create table if not exists assumption_sets (
    name varchar primary key, made_by varchar not null, made_at timestamp not null, is_default boolean not null,
    assumptions varchar not null
);
create table if not exists settings (name varchar primary key, value varchar not null);
-- words say what was chosen, as_of when; the members are frozen at saving, or computed by the segment's rule (JSON).
create table if not exists saved_segments (
    name varchar primary key, as_of date not null, made_at timestamp not null, words varchar not null
);
create table if not exists saved_segment_members (name varchar not null, customer_id varchar not null);
create table if not exists saved_segment_rules (name varchar primary key, rule varchar not null);
-- Decks are notes of the company beside its data: a slide holds its picture whole (specs, rows, filters, definitions)
-- as JSON.
create sequence if not exists deck_number;
create table if not exists decks (deck_id integer primary key, name varchar not null, made_at timestamp not null);
create table if not exists slides (
    slide_id integer primary key, deck_id integer not null, place integer not null, kind varchar not null,
    title varchar not null, notes varchar not null, spoken varchar not null, picture varchar, question varchar
);
-- What happened on a day, written on every chart over time; a note beside the data, as decks are.
create table if not exists annotations (
    annotation_id integer primary key, happened_on date not null, kind varchar not null, words varchar not null
);
-- Thanks marked in the app, one row a customer and press; those "held out" were drawn at random and are not thanked.
-- They count as touchpoints of kind thanked do. words: the thanks that fit; press_id: what one undo takes back.
create table if not exists noted_thanks (
    press_id integer not null, customer_id varchar not null, thanked_on date not null, reason varchar not null,
    variant varchar not null check (variant in ('treated', 'held out')), words varchar, noted_at timestamp not null
);
-- Reasons to thank customers, as the company has chosen them: whether each counts, and the thanks that fit.
create table if not exists thanks_reasons (reason varchar primary key, is_on boolean not null, words varchar not null);
-- What people note of a topic of requests, under its name as tickets have it.
create table if not exists request_notes (
    topic varchar primary key, merged_into varchar, weeks_of_work double, owner varchar, state varchar not null,
    told_on date
);
-- What people call a topic of comments, kept with its terms, a line each; word: only comments that have it.
create table if not exists voice_topic_edits (
    edit_id integer primary key, script varchar not null, terms varchar not null, name varchar not null,
    word varchar not null
);
-- The map of the journey as people edit it, a note beside the data: one row an edit of the shared draft, or a version
-- that was saved under a name. The touchpoints are JSON; a loaded file, whose rows `journey` holds, is a version too.
create sequence if not exists journey_map_number;
create table if not exists journey_maps (
    map_number integer primary key, name varchar, saved_at timestamp not null, load_before integer not null,
    is_undone boolean not null, touchpoints varchar not null
);
create table if not exists rounds (
    code varchar primary key, slide_id integer not null, opened_at timestamp not null, revealed_at timestamp
);
create table if not exists guesses (
    code varchar not null, device varchar not null, guess double not null, guessed_at timestamp not null,
    primary key (code, device)
);
-- What teams propose, on the page or by phone with the code of a room; a note beside the data, as decks are. state is
-- new, tried, adopted or declined; a device's random code is kept only to count what it sends.
create table if not exists proposals (
    proposal_id integer primary key, proposed_on date not null, team varchar, touchpoint varchar,
    words varchar not null, state varchar not null, answered_on date, seen varchar
);
create table if not exists proposal_rooms (
    code varchar primary key, opened_at timestamp not null, closed_at timestamp
);
create table if not exists proposals_sent (
    code varchar not null, device varchar not null, sent_at timestamp not null
);
-- Promises that were written down in the app, and the days on which a promise, of a file or of the app, was marked as
-- claimed or as kept.
create table if not exists noted_promises (
    promise_id varchar primary key, made_on date not null, customer_id varchar, touchpoint varchar,
    kind varchar not null, words varchar not null, due_on date, amount decimal(18, 4), noted_at timestamp not null
);
create table if not exists promise_marks (
    promise_id varchar primary key, asked_on date, kept_on date, marked_at timestamp not null
);
create table if not exists mailing_lists (
    list_id integer not null, campaign varchar not null, made_at timestamp not null, customer_id varchar not null,
    variant varchar not null, offer varchar
);
-- The share that a campaign was planned to hold out, as somebody states it in the app.
create table if not exists planned_holdouts (campaign varchar primary key, share double not null);
-- Ideas borrowed from competitors, as people write them in the app. measure: a question of the surveys and its subject.
create table if not exists ideas (
    idea varchar primary key, company varchar, attribute varchar, state varchar not null, measure varchar,
    decided_on date
);
-- Lists of candidate names, by their titles; content is JSON with a version: names as typed, rivals and languages.
create table if not exists name_lists (
    title varchar primary key, saved_at timestamp not null, content varchar not null
);
