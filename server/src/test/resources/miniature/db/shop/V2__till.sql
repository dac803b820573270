-- planted: a name that says no minute
create table shop.till (id int);
