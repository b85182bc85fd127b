-- grain: one record that is in no table
insert into quarantine
with
wrong as (
    select line, cast(null as varchar) as name, cast(null as varchar) as value, code, detail, raw from misfits
),
faults as (
    select
        faulty.line,
        problem_codes.name,
        faulty.value,
        problem_codes.code,
        cast(problem_codes.detail as varchar) as detail,
        coalesce(other_records.raw, faulty_texts.text) as raw
    from faulty
    inner join problem_codes using (problem)
    left join faulty_texts on faulty_texts.line = faulty.line
    left join other_records on other_records.line = faulty.line
)
select cast($upload_id as integer), $kind, line, name, value, code, detail, raw
from (
    select * from wrong
    union all
    select * from faults
) as every_fault
order by line
