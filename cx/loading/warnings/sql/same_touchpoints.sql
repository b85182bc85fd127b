-- grain: one row; rows that repeat a touchpoint of the file, one with several teams, whether another load has a map
with
own as (
    select
        lower(trim(touchpoint)) as name,
        count(*) as rows,
        arg_min(touchpoint, line) as touchpoint,
        count(distinct lower(trim(team))) as teams,
        string_agg(distinct trim(team), ', ' order by trim(team)) as named
    from journey
    where upload_id = $upload_id
    group by all
)
select
    coalesce(sum(rows - 1), 0) as again,
    min(touchpoint) filter (teams > 1) as of_two_teams,
    arg_min(named, touchpoint) filter (teams > 1) as teams,
    exists(select 1 from journey where upload_id <> $upload_id) as is_held
from own
