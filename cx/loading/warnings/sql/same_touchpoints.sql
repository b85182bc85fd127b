-- grain: one row; rows of a journey that repeat a touchpoint of the file, touchpoints that another load holds too
with
own as (
    select lower(trim(touchpoint)) as name, count(*) as rows
    from journey
    where upload_id = $upload_id
    group by all
),
others as (select distinct lower(trim(touchpoint)) as name from journey where upload_id <> $upload_id)
select
    coalesce(sum(rows - 1), 0) as again,
    count(case when name in (select name from others) then 1 end) as held
from own
