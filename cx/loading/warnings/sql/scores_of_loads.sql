-- grain: one row; scores of companies in a load and in all others: how many, and the highest
select
    count(case when upload_id = $upload_id then 1 end) as scores,
    coalesce(max(case when upload_id = $upload_id then score end), 0)::double as highest,
    count(case when upload_id <> $upload_id then 1 end) as others,
    coalesce(max(case when upload_id <> $upload_id then score end), 0)::double as highest_before
from competitors
