-- The formulary: what can be found and put into an offering or a prescription, with what screening must know of its ingredients.
-- Names, strengths and forms are the well-known generic ones. Codes of what Careloom itself lists are made up: labeler 00001
-- of the NDC and RxCUIs above 9,900,000 belong to nobody. `careloom import ndc` adds what the FDA lists.

-- Words as they are searched: lower case, letters apart from numbers, a blank around each.
create function catalog.spelt(text) returns text
    language sql immutable strict parallel safe
    return (select ' ' || coalesce(string_agg(word[1], ' ' order by place), '') || ' '
            from regexp_matches(lower($1 collate "C"), '[0-9]+(?:\.[0-9]+)?|[a-z]+', 'g') with ordinality as found (word, place));

-- What is true of an ingredient in every product; ages in years, both limits within what is allowed.
create table catalog.ingredient (
    name text primary key,
    therapeutic_class text not null,
    min_age integer check (min_age > 0),
    max_age integer check (max_age >= coalesce(min_age, 0)),
    pregnancy text not null check (pregnancy in ('ALLOWED', 'CAUTION', 'CONTRAINDICATED')),
    allergy_words text[] not null,
    spelt text not null unique generated always as (catalog.spelt(name)) stored
);

-- A medication's number is its dispensable drug id: the labeler and product of its NDC, nine digits, as a number.
create table catalog.formulary_entry (
    type text not null check (type in ('DOSESPOT_MEDICATION', 'DOSESPOT_COMPOUND', 'DOSESPOT_SUPPLY', 'BOOTHWYN_PRODUCT', 'PHARMACY_API_PRODUCT')),
    number integer not null check (number > 0),
    listed_by text not null check (listed_by in ('careloom', 'fda')),
    name text not null check (name <> ''),
    generic_name text,
    route text,
    dose_form text,
    strength text,
    ndc text collate "C" check (ndc ~ '^[0-9]{9}([0-9]{2})?$'),
    rx_cui integer,
    upc text,
    sku text,
    dispense_unit_id integer references catalog.dispense_unit,
    brand boolean not null default false,
    otc boolean not null default false,
    obsolete boolean not null default false,
    schedule text not null default '0' check (schedule in ('0', '1', '2', '3', '4', '5')),
    drug_class text,
    ingredients text[] not null default '{}',
    spelt text not null generated always as (catalog.spelt(name || ' ' || coalesce(generic_name, '') || ' '
        || coalesce(route, '') || ' ' || coalesce(dose_form, '') || ' ' || coalesce(strength, ''))) stored,
    primary key (type, number)
);
create index on catalog.formulary_entry (type, ndc) where ndc is not null;
create index on catalog.formulary_entry (type, rx_cui) where rx_cui is not null;
create index on catalog.formulary_entry (type, sku) where sku is not null;

-- Every word of every entry in the order of the search: what begins with some letters stands together, by word and name, both
-- cut off where they get too long for an index. Only the trigger below writes it; entries are never deleted.
create table catalog.formulary_word (
    type text not null,
    word text collate "C" not null,
    name text collate "C" not null,
    number integer not null,
    primary key (type, word, name, number)
);
create index on catalog.formulary_word (type, number);

create function catalog.keep_words() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' then
        if new.spelt = old.spelt then
            return null;
        end if;
        delete from catalog.formulary_word where type = old.type and number = old.number;
    end if;
    insert into catalog.formulary_word (type, word, name, number)
    select distinct new.type, left(word, 40), left(new.spelt, 80), new.number
    from string_to_table(btrim(new.spelt), ' ') word
    where word <> '';
    return null;
end $$;

create trigger keep_words after insert or update on catalog.formulary_entry
    for each row execute function catalog.keep_words();
