-- grain: one row; what the voters' own sums of residuals vary by, for errors clustered by voter
with residuals as (
    select
        wy - $level * w - $slope * wt as of_level,
        wty - $level * wt - $slope * wtt as of_slope
    from query_table($sums)
)
select
    sum(of_level * of_level) as level_level,
    sum(of_level * of_slope) as level_slope,
    sum(of_slope * of_slope) as slope_slope
from residuals
