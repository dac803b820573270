-- planted: the minute of another, and a foreign schema; oven.flour in a comment is no sin
create table shop.price (name text primary key references bread.kind, price int not null);
