-- grain: one customer in a tier, with the play for them and the money that is at stake
with bars as (
    select
        quantile_cont(case when tier = 'Platinum' then profit end, 0.25) as platinum_entry,
        quantile_cont(case when tier = 'Gold' then profit end, 0.25) as gold_entry
    from query_table($placed)
),
judged as (
    select
        placed.*,
        cast(complaints.opened_at as date) as complaint_on,
        complaints.topic as complaint_about,
        revenue - cost_of_goods as gross_profit,
        case tier
            when 'Platinum' then 'Ally'
            when 'Gold' then 'Grow'
            when 'Silver' then 'Develop'
            when 'Bronze' then if($saving * cost_to_serve >= -profit, 'Serve cheaper', 'Raise the basket')
            else case when $saving * cost_to_serve >= -contribution then 'Turn' else 'Release' end
        end as play,
        platinum_entry,
        gold_entry
    from query_table($placed) as placed
    left join query_table($complaints) as complaints on complaints.customer_id = placed.customer_id
    cross join bars
)
select
    customer_id, name, region, tier, play, revenue, gross_profit, cost_to_serve, contribution, profit, purchases,
    tickets, contacts, recency_days, value_to_customer, satisfaction, complaint_on, complaint_about,
    case when tier in ('Platinum', 'Gold', 'Silver') then contribution else 0 end as to_keep,
    case tier
        when 'Gold' then coalesce(greatest(platinum_entry - profit, 0), 0)
        when 'Silver' then coalesce(greatest(gold_entry - profit, 0), 0)
        when 'Bronze' then -profit
        when 'Tin' then -contribution
        else 0
    end as to_gain,
    case when tier = 'Bronze' and gross_profit > 0 then -profit / gross_profit end as basket_lift_needed,
    case
        when tier = 'Bronze' then -profit / nullif(cost_to_serve, 0)
        when tier = 'Tin' then -contribution / nullif(cost_to_serve, 0)
    end as saving_needed
from judged
