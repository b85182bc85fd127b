-- grain: all overdue customers with money at risk, without those of one tier and those with an open complaint
select count(*) as customers, coalesce(sum(at_risk), 0) as at_risk
from query_table($values)
where at_risk > 0 and complaint_on is null and tier <> $left_out
