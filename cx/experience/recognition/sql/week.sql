-- grain: one row; customers with a reason to be thanked this week, by what became of it
select
    count(*) as customers,
    count(*) filter (where state = 'due') as due,
    count(*) filter (where state = 'due' and last_thanked is null) as never_thanked,
    count(*) filter (where state = 'complaint') as complaining,
    count(*) filter (where state = 'thanked') as thanked,
    count(*) filter (where state = 'held out') as held_out,
    coalesce(sum(greatest(contribution, 0)) filter (where state = 'due'), 0) as contribution
from query_table($candidates)
