-- grain: one record that is in no table
insert into quarantine
with
wrong as (
    select line, cast(null as varchar) as name, cast(null as varchar) as value, reason, raw from misfits
),
faults as (
    select faulty.line, problem_texts.name, faulty.value, problem_texts.reason, coalesce(other_records.raw, faulty_texts.text) as raw
    from faulty
    join problem_texts using (problem)
    left join faulty_texts on faulty_texts.line = faulty.line
    left join other_records on other_records.line = faulty.line
)
select cast($upload_id as integer), $kind, line, name, value, reason, raw
from (select * from wrong union all select * from faults)
order by line
