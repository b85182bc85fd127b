-- grain: a touchpoint that the journey or a promise names
select touchpoint from query_table($map)
union
select touchpoint from known_promises where touchpoint is not null
order by touchpoint
