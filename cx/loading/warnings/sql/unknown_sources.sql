-- grain: one row; touchpoints of a load with a rule whose words before the colon are no source, the first such rules
with
rules as (
    select line, trim(unnest(string_split(met_by, ';'))) as rule
    from journey
    where upload_id = $upload_id
)
select count(distinct line) as touchpoints, array_to_string(min(distinct rule, $most), ', ') as first_rules
from rules
where contains(rule, ':') and not list_contains($sources, lower(trim(split_part(rule, ':', 1))))
