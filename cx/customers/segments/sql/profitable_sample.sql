-- grain: one profitable customer of the sample, in the order of a hash, which no row order changes
select
    profit_feature, value_feature, recency_feature, frequency_feature, mix_feature, trend_feature, profit_scale
from query_table($features)
where profit >= 0 and contribution >= 0 and revenue > 0
order by md5(customer_id), customer_id
limit $rows
