-- grain: one kept model of the tiers that is not from after a date, the latest first
select assumptions, parameters
from models
where kind = 'tiers' and as_of <= $as_of
order by as_of desc, model_id desc
