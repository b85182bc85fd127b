-- grain: one row: what each lever adds to profit, and how many customers it lifts over their line
select
    sum(profit) as profit,
    sum(case when tier = 'Tin' then $tin_cheaper * cost_to_serve else 0 end) as tin_gain,
    sum(case when tier = 'Bronze' then $bronze_lift * gross_profit else 0 end) as bronze_gain,
    sum(case when tier = 'Gold' then $gold_kept * contribution else 0 end) as gold_gain,
    sum(case when tier = 'Tin' then 1 else 0 end) as tin,
    sum(case when tier = 'Bronze' then 1 else 0 end) as bronze,
    sum(case when tier = 'Gold' then 1 else 0 end) as gold,
    sum(case when tier = 'Tin' and contribution + $tin_cheaper * cost_to_serve >= 0 then 1 else 0 end) as tin_over,
    sum(case when tier = 'Bronze' and profit + $bronze_lift * gross_profit >= 0 then 1 else 0 end) as bronze_over
from query_table($played)
